package dev.berth.stack.command;

import dev.berth.stack.testing.Tier;
import dev.berth.stack.voice.StepFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs and their options. What they do is in {@link Up}, {@link Down} and {@link TestRun}. */
@Command(
        name = "./berth",
        customSynopsis = "./berth VERB [options]",
        header = "",
        sortOptions = false,
        usageHelpAutoWidth = false)
final class BerthCommand {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int INTERRUPTED = 130;

    private final Session session;

    BerthCommand(Session session) {
        this.session = session;
    }

    /** The whole of {@code ./berth --help}: it fits a terminal of 24 lines. */
    static final String HELP = """
            usage: ./berth VERB [options]

              up       build what has changed, start everything, print the URL
                --port N            the proxy's port (8080)
                --computers N       hello, hello-2, ... (1)
                --detach            return when the URL answers
                --kubeconfig FILE   use a cluster that is already there
              test     run the tests: unit, api, box, browser; all, if none is named
                --only CLASS        one test class
                --seed N            for tests that draw at random
              down     stop everything; the computers' files are kept
                --purge             remove them too

              --yes    install missing packages without asking (root on Debian, Ubuntu)
              --help   this text

            """;

    @Command(name = "up")
    int up(
            @Option(names = "--detach") boolean detach,
            @Option(names = "--port", defaultValue = "8080") int port,
            @Option(names = "--kubeconfig") @Nullable Path kubeconfig,
            @Option(names = "--computers", defaultValue = "1") int computers,
            @Option(names = "--yes") boolean yes)
            throws InterruptedException {
        Usage.require(port > 0 && port < 65_536, "--port is a number from 1 to 65535");
        Usage.require(computers > 0 && computers <= 50, "--computers is a number from 1 to 50");
        Invocation invocation = session.invocation();
        Optional<Path> cluster = Optional.ofNullable(kubeconfig)
                .map(file -> invocation.caller().resolve(file).normalize());
        cluster.ifPresent(file -> Usage.require(file.toFile().canRead(), "--kubeconfig: no file " + file));
        Up.Options options = new Up.Options(detach, port, cluster, computers, yes);
        try (RunLock lock = RunLock.tryLock(invocation.folder())) {
            if (!lock.held()) {
                return session.busy();
            }
            StackRecord record;
            try {
                record = new Up(invocation, options).run();
            } catch (StepFailed failed) {
                RunningStack.stopWithoutRecord(invocation);
                return failed.failure().exitCode();
            }
            if (!record.owned() || !record.owner().equals(session.identity())) {
                return DONE;
            }
        }
        return new Foreground(invocation).waitForEnd();
    }

    @Command(name = "down")
    int down(@Option(names = "--purge") boolean purge, @Option(names = "--yes") boolean yes)
            throws InterruptedException {
        Invocation invocation = session.invocation();
        try (RunLock lock = RunLock.tryLock(invocation.folder())) {
            if (!lock.held()) {
                return session.busy();
            }
            if (Down.somethingRuns(invocation)) {
                invocation.header("down");
            }
            return new Down(invocation, purge).run() ? DONE : FAILED;
        }
    }

    @Command(name = "test")
    int test(
            @Parameters(arity = "0..*") @Nullable List<String> tiers,
            @Option(names = "--only") @Nullable String only,
            @Option(names = "--seed") @Nullable Long seed,
            @Option(names = "--yes") boolean yes)
            throws InterruptedException {
        List<Tier> chosen = Tier.named(tiers == null ? List.of() : tiers);
        try {
            TestRun.Options options =
                    new TestRun.Options(chosen, Optional.ofNullable(only), Optional.ofNullable(seed), yes);
            return new TestRun(session.invocation(), options).run() ? DONE : FAILED;
        } catch (StepFailed failed) {
            return failed.failure().exitCode();
        }
    }
}
