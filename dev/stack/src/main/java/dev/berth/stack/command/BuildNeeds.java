package dev.berth.stack.command;

import dev.berth.stack.tools.Failures;
import dev.berth.stack.tools.Packages;
import dev.berth.stack.voice.StepFailed;
import java.util.List;
import java.util.stream.Stream;

/** Programs that builds and tests call; installed when they are missing and that is allowed. */
final class BuildNeeds {

    /** A program, and the package of Debian and Ubuntu that brings it. */
    enum Need {
        NPM("npm", "nodejs npm"),
        MMDEBSTRAP("mmdebstrap", "mmdebstrap debian-archive-keyring"),
        CHROMIUM("chromium", "chromium");

        private final String program;
        private final String packages;

        Need(String program, String packages) {
            this.program = program;
            this.packages = packages;
        }
    }

    private final Invocation invocation;
    private final Packages packages;

    BuildNeeds(Invocation invocation, Packages packages) {
        this.invocation = invocation;
        this.packages = packages;
    }

    /** A step of its own, which does not appear where nothing is missing. */
    void ensure(String verb, List<Need> needs) throws InterruptedException {
        List<String> missing = needs.stream()
                .filter(need -> invocation.host().onPath(need.program).isEmpty())
                .flatMap(need -> Stream.of(need.packages.split(" ", -1)))
                .toList();
        if (!missing.isEmpty()) {
            invocation.voice().step("packages", progress -> {
                packages.install(missing, new StepFailed(Failures.packages(missing, verb)), progress);
                return String.join(", ", missing) + ", installed with apt";
            });
        }
    }
}
