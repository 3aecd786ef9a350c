package dev.berth.stack.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * kubectl of the cluster's own version as one subject.
 *
 * @param program the executable
 * @param kubeconfig whose file it uses; the person's own configuration is never read
 */
public record Kubectl(Path program, Path kubeconfig) {

    /** What a kubectl call said. */
    public record Answer(int exitCode, String output, String errors) {

        public boolean ok() {
            return exitCode == 0;
        }
    }

    /** Runs kubectl and returns whatever comes. */
    public Answer ask(String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).start();
            Thread writer = Thread.startVirtualThread(() -> {
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException closed) {
                    // kubectl has ended without reading it all; its own message says why.
                }
            });
            StringBuilder errors = new StringBuilder();
            Thread reader = Thread.startVirtualThread(() -> {
                try {
                    errors.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException closed) {
                    errors.append(closed.getMessage());
                }
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            writer.join();
            reader.join();
            return new Answer(exit, output, errors.toString());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KubectlFailed(arguments, "interrupted");
        }
    }

    /**
     * Runs kubectl and returns its output.
     *
     * @throws KubectlFailed with its own words when it fails
     */
    public String run(String... arguments) {
        return withInput("", arguments);
    }

    /** Like {@link #run}, with a text on its standard input: {@code withInput(yaml, "apply", "--server-side", "-f", "-")}. */
    public String withInput(String input, String... arguments) {
        Answer answer = ask(input, List.of(arguments));
        if (!answer.ok()) {
            throw new KubectlFailed(List.of(arguments), answer.errors());
        }
        return answer.output();
    }

    /** kubectl ended with an error. */
    public static final class KubectlFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        KubectlFailed(List<String> arguments, String errors) {
            super("kubectl " + String.join(" ", arguments) + ": " + errors.strip());
        }
    }
}
