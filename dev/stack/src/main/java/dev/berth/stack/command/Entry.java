package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import dev.berth.stack.tools.CacheFolder;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.tools.Host;
import dev.berth.stack.voice.LogWords;
import dev.berth.stack.voice.Question;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.TerminalWords;
import dev.berth.stack.voice.Voice;
import dev.berth.stack.voice.Words;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;

/** From words and variables to an exit code. */
public final class Entry {

    private static final int WRONG_USAGE = 2;

    private final Invocation invocation;
    private final PrintStream out;

    private Entry(Invocation invocation, PrintStream out) {
        this.invocation = invocation;
        this.out = out;
    }

    /** The script has set BERTH_TERMINAL (columns, or empty), BERTH_CWD, BERTH_BEGAN, BERTH_JDK_* and BERTH_ASKABLE. */
    public static int run(String[] arguments, Map<String, String> environment) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        String columns = environment.getOrDefault("BERTH_TERMINAL", "");
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        Words words = columns.isEmpty() ? new LogWords() : new TerminalWords(Integer.parseInt(columns), colours);
        Path repository = Path.of("").toAbsolutePath();
        Clock clock = Clock.systemUTC();
        Invocation invocation = new Invocation(
                repository,
                Path.of(environment.getOrDefault("BERTH_CWD", "")).toAbsolutePath(),
                StackFolder.of(repository, environment),
                CacheFolder.of(environment),
                new Host(environment),
                new Voice(words, out, err),
                new Question("yes".equals(environment.get("BERTH_ASKABLE")), out),
                clock,
                began(environment, clock));
        return new Entry(invocation, out).dispatch(arguments);
    }

    private int dispatch(String[] arguments) {
        if (arguments.length == 0 || List.of(arguments).contains("--help") || arguments[0].equals("help")) {
            out.print(BerthCommand.HELP);
            return arguments.length == 0 ? WRONG_USAGE : BerthCommand.DONE;
        }
        Voice voice = invocation.voice();
        Interruption interruption = Interruption.watch(Thread.currentThread(), () -> {
            voice.restoreTerminal();
            voice.note("berth: run ./berth down to clean up\n");
        });
        CommandLine line = new CommandLine(new BerthCommand(new Session(invocation)));
        line.setParameterExceptionHandler((wrong, words) -> wrongUsage(Usage.sentence(wrong)));
        line.setExecutionExceptionHandler((broken, command, parsed) -> ended(broken, arguments[0], interruption));
        return line.execute(arguments);
    }

    private int wrongUsage(String sentence) {
        invocation.voice().note("berth: " + sentence + "\n");
        return WRONG_USAGE;
    }

    private int ended(Exception broken, String verb, Interruption interruption) {
        if (broken instanceof Usage wrong) {
            return wrongUsage(String.valueOf(wrong.getMessage()));
        }
        if (broken instanceof InterruptedException || broken instanceof CancellationException || interruption.heard()) {
            return stopped(verb);
        }
        Voice voice = invocation.voice();
        Path log = invocation.folder().log().resolve("berth.log");
        new CrashLog(log).write(broken);
        voice.explain(Failures.tool(
                "",
                List.of(),
                "Berth itself failed: " + broken.getMessage() + ". What runs keeps running; ./berth down stops it.",
                Path.of(invocation.shown(log))));
        return BerthCommand.FAILED;
    }

    /** Ctrl-C: what {@code up} has started goes down; a {@code down} or {@code test} just ends. */
    private int stopped(String verb) {
        // The flag would end the next wait at once.
        Thread.interrupted();
        Voice voice = invocation.voice();
        voice.say(voice.words().stopping());
        if (verb.equals("up")) {
            try {
                if (Down.somethingRuns(invocation)) {
                    new Down(invocation, false).run();
                }
            } catch (InterruptedException | StepFailed again) {
                voice.note("berth: run ./berth down to clean up\n");
            }
        }
        return BerthCommand.INTERRUPTED;
    }

    private static Instant began(Map<String, String> environment, Clock clock) {
        String millis = environment.getOrDefault("BERTH_BEGAN", "");
        return millis.isEmpty() ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
