package dev.berth.stack.testing;

import dev.berth.stack.voice.FailedTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a failed case of a report into what a person needs: where it is, what it said, how to run it again. */
final class Failings {

    private static final int LONGEST_MESSAGE = 200;

    private final Path repository;
    private final List<String> modules;

    Failings(Path repository, List<String> modules) {
        this.repository = repository;
        this.modules = List.copyOf(modules);
    }

    FailedTest explain(Tier tier, SurefireReports.Case failed, Optional<Long> seed, String log) {
        String again = "./berth test " + tier.word() + " --only " + failed.simpleClassName()
                + seed.map(number -> " --seed " + number).orElse("");
        return new FailedTest(
                failed.simpleClassName() + "." + failed.method(),
                firstLine(failed.message()),
                place(failed).orElse(""),
                again,
                log);
    }

    /** {@code crds/src/test/java/dev/berth/crds/ComputerRulesTest.java:88}: the first frame of the test class itself. */
    Optional<String> place(SurefireReports.Case failed) {
        Matcher frame = Pattern.compile(
                        "at (?:\\S+/)?" + Pattern.quote(failed.className()) + "[$.][^(]*\\((\\w+\\.java):(\\d+)\\)")
                .matcher(failed.trace());
        if (!frame.find()) {
            return Optional.empty();
        }
        int lastDot = failed.className().lastIndexOf('.');
        String folder =
                lastDot < 0 ? "" : failed.className().substring(0, lastDot).replace('.', '/') + "/";
        String file = "src/test/java/" + folder + frame.group(1);
        return modules.stream()
                .filter(module -> Files.exists(repository.resolve(module).resolve(file)))
                .findFirst()
                .map(module -> module + "/" + file + ":" + frame.group(2));
    }

    private static String firstLine(String message) {
        String line = message.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("failed");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
    }
}
