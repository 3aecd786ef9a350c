package dev.berth.stack.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.stack.StackFolder;
import dev.berth.stack.engine.Engine;
import dev.berth.stack.engine.EngineSocket;
import dev.berth.stack.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} started, for the next {@code up} and for {@code down}. Written before anything starts, so that nothing
 * is ever left that no record names.
 *
 * @param since when, ISO 8601
 * @param port of the proxy
 * @param url of the first computer
 * @param owner the {@code up} that waits in the foreground ({@link ProcessIdentity#toLine}); empty when detached
 * @param kubeconfig of a cluster that was there before us; empty for our own control plane
 */
record StackRecord(
        String since,
        int port,
        String url,
        String owner,
        String engineName,
        String engineSocket,
        List<String> engineCli,
        Map<String, String> engineEnvironment,
        HealthPorts health,
        String kubeconfig) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static Optional<StackRecord> read(StackFolder folder) {
        Path file = file(folder);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(file.toFile(), StackRecord.class))
                    : Optional.empty();
        } catch (IOException cut) {
            return Optional.empty();
        }
    }

    void write(StackFolder folder) {
        Path file = file(folder);
        try {
            Files.createDirectories(folder.run());
            Path fresh = file.resolveSibling("stack.json.new");
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write " + file, refused);
        }
    }

    static void forget(StackFolder folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    Engine engine() {
        return new Engine(engineName, new EngineSocket(engineSocket), engineCli, engineEnvironment);
    }

    /** Whether the {@code up} of this record still waits in some terminal. */
    boolean owned() {
        return ProcessIdentity.parse(owner).filter(ProcessIdentity::alive).isPresent();
    }

    private static Path file(StackFolder folder) {
        return folder.run().resolve("stack.json");
    }
}
