package dev.berth.stack.testing;

import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Tool;
import dev.berth.stack.voice.FailedTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs one tier by Maven and reads what came of it. */
public final class TierRun {

    private final Path repository;
    private final Path logs;
    private final String shownLogs;

    /** {@code shownLogs}: the same folder as the person would type it. */
    public TierRun(Path repository, Path logs, String shownLogs) {
        this.repository = repository;
        this.logs = logs;
        this.shownLogs = shownLogs;
    }

    /**
     * What to run.
     *
     * @param only one test class
     * @param seed for tests that draw at random
     * @param given variables that tell the tests where things are
     */
    public record Order(Tier tier, Optional<String> only, Optional<Long> seed, Map<String, String> given) {
        public Order {
            given = Map.copyOf(given);
        }
    }

    /** What came of it; failed if {@code failures} is not empty. */
    public record Result(int tests, List<FailedTest> failures) {
        public Result {
            failures = List.copyOf(failures);
        }
    }

    public Result run(Order order) throws InterruptedException {
        List<String> all = SurefireReports.modules(repository);
        List<String> modules = order.tier() == Tier.UNIT ? all : List.of("dev/e2e");
        SurefireReports reports = new SurefireReports(repository, modules);
        reports.forget();
        Map<String, String> environment = new HashMap<>(order.given());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        order.seed().ifPresent(seed -> environment.put("BERTH_SEED", Long.toString(seed)));
        Path log = logs.resolve(order.tier().logName());
        int exit = new Tool(command(order), environment, repository, log).run();
        SurefireReports.Summary summary = reports.read();
        String shownLog = shownLogs + "/" + order.tier().logName();
        Failings failings = new Failings(repository, modules);
        List<FailedTest> failures = new ArrayList<>(summary.failures().stream()
                .map(failed -> failings.explain(order.tier(), failed, order.seed(), shownLog))
                .toList());
        if (exit != 0 && failures.isEmpty()) {
            failures.add(notATest(order, "./mvnw ended with " + exit + ": " + error(log), shownLog));
        }
        if (exit == 0 && summary.tests() == 0 && order.only().isEmpty()) {
            failures.add(notATest(order, "no test ran: a tier without tests proves nothing", shownLog));
        }
        return new Result(summary.tests(), failures);
    }

    private static List<String> command(Order order) {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-ntp"));
        if (order.tier() == Tier.UNIT) {
            command.addAll(List.of("test", "--fail-at-end"));
        } else {
            command.addAll(List.of(
                    "-pl",
                    "dev/e2e",
                    "surefire:test",
                    "-Dberth.groups=" + order.tier().word(),
                    "-Dberth.excludedGroups="));
        }
        // Surefire hands it on to the tests.
        order.seed().ifPresent(seed -> command.add("-Dberth.seed=" + seed));
        order.only()
                .ifPresent(
                        name -> command.addAll(List.of("-Dtest=" + name, "-Dsurefire.failIfNoSpecifiedTests=false")));
        return command;
    }

    private static FailedTest notATest(Order order, String message, String log) {
        return new FailedTest(
                order.tier().title(),
                message,
                "",
                "./berth test " + order.tier().word(),
                log);
    }

    private static String error(Path log) {
        Stream<String> lines = LogTail.lastLines(log, 400).stream();
        return lines.filter(line -> line.startsWith("[ERROR]"))
                .map(line -> line.substring("[ERROR]".length()).strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseGet(() -> LogTail.lastWords(log));
    }
}
