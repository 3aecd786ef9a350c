package dev.berth.e2e.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The container engine that {@code ./berth test} has prepared, seen from outside of Berth: its own command line. */
public final class Engine {

    private Engine() {}

    public static String address() {
        return needed("BERTH_ENGINE_SOCKET");
    }

    public static String image() {
        return needed("BERTH_BOX_IMAGE");
    }

    /** Runs the engine's command line and returns what it printed. */
    public static String cli(String... arguments) {
        var answer = ask(arguments);
        if (answer.exitCode != 0) {
            throw new AssertionError("engine " + String.join(" ", arguments) + ": " + answer.output);
        }
        return answer.output.strip();
    }

    /** Output and exit code, whatever they are. */
    public record Answer(int exitCode, String output) {}

    public static Answer ask(String... arguments) {
        var command = new ArrayList<>(List.of(needed("BERTH_ENGINE_CLI").split(" ", -1)));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), output);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the engine worked", interrupted);
        }
    }

    /** Removes the containers, networks and volumes that a cluster left. */
    static void removeAll(String cluster) {
        var label = "label=berth.dev/cluster=" + cluster;
        lines(cli("ps", "--all", "--quiet", "--filter", label)).forEach(id -> ask("rm", "--force", "--time", "0", id));
        lines(cli("network", "ls", "--quiet", "--filter", label)).forEach(id -> ask("network", "rm", "--force", id));
        lines(cli("volume", "ls", "--quiet", "--filter", label)).forEach(id -> ask("volume", "rm", "--force", id));
    }

    public static List<String> lines(String output) {
        return output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String needed(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(variable + " is not set. Run ./berth test box, which prepares the engine.");
        }
        return value;
    }
}
