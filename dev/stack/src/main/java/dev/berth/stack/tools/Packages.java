package dev.berth.stack.tools;

import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Tool;
import dev.berth.stack.voice.Question;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Installs packages of Debian or Ubuntu, if that is allowed. */
public final class Packages {

    private final AptRule rule;
    private final Question question;
    private final Path logs;
    private boolean listsAreFresh;

    private Packages(AptRule rule, Question question, Path logs) {
        this.rule = rule;
        this.question = question;
        this.logs = logs;
    }

    /** The rule as it applies to this process. */
    public static Packages of(Host host, boolean yes, Question question, Path logs) {
        AptRule rule = new AptRule(
                host.onPath("apt-get").isPresent() && Files.exists(Path.of("/etc/debian_version")),
                "root".equals(System.getProperty("user.name")),
                yes,
                host.ci(),
                question.canBeAsked());
        return new Packages(rule, question, logs);
    }

    /**
     * Installs the packages or ends the step with the command that does it.
     *
     * @param refusal what to say when they may not be installed
     */
    public void install(List<String> packages, StepFailed refusal, Voice.Progress progress)
            throws InterruptedException {
        switch (rule.decide()) {
            case TELL -> throw refusal;
            case ASK -> {
                if (!question.yes("Install " + String.join(", ", packages) + " with apt?")) {
                    throw refusal;
                }
            }
            case INSTALL -> {}
        }
        progress.at("installing " + String.join(", ", packages) + " with apt");
        if (!listsAreFresh) {
            apt(List.of("apt-get", "update"));
            listsAreFresh = true;
        }
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(packages);
        apt(install);
    }

    /** Whether {@link #install} would even try. */
    public boolean mayInstall() {
        return rule.decide() != AptRule.Decision.TELL;
    }

    private void apt(List<String> command) throws InterruptedException {
        Path log = logs.resolve("packages.log");
        int exit = new Tool(command, Map.of("DEBIAN_FRONTEND", "noninteractive"), Path.of("/"), log).run();
        if (exit != 0) {
            throw new StepFailed(Failures.tool(
                    "apt-get ended with " + exit,
                    LogTail.lastLines(log, 3),
                    "apt could not install the packages. Check the network and the package sources, then run ./berth again.",
                    log));
        }
    }
}
