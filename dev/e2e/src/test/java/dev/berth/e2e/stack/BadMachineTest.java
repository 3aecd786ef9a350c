package dev.berth.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.stack.process.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./berth up} where something is missing: one sentence with a next step, the exit code for it, and nothing left. */
@Tag("box")
class BadMachineTest {

    private static final int SOMETHING_MISSING = 3;

    @TempDir
    Path folder;

    private BerthScript berth;
    private int port;

    @BeforeEach
    void aFolderOfItsOwn() {
        berth = new BerthScript(folder);
        port = LoopbackPorts.free(1).getFirst();
    }

    @Test
    void aTakenPortIsNamedWithAFreeOne() throws IOException {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var outcome = berth.run("up", "--detach", "--port", Integer.toString(taken.getLocalPort()));

            ends(
                    outcome,
                    "port",
                    port + " is taken by java, pid " + ProcessHandle.current().pid());
            var proposed = Pattern.compile(
                            "berth: port " + port + " is taken\\. Choose another: \\./berth up --port (\\d+)")
                    .matcher(outcome.said());
            assertTrue(proposed.matches(), outcome::said);
            assertTrue(LoopbackPorts.isFree(Integer.parseInt(proposed.group(1))), "the proposed port must be free");
        }
        assertTrue(LoopbackPorts.isFree(port));
    }

    @Test
    void withoutAContainerEngineItSaysHowToGetOne() {
        var outcome = berth.withoutPrograms("podman", "docker")
                .after("if [ -S /var/run/docker.sock ]; then mount --bind /dev/null /var/run/docker.sock; fi")
                .run("up", "--detach", "--port", Integer.toString(port));

        ends(outcome, "engine", "neither Docker nor Podman answers");
        assertEquals(
                "berth: no container engine. Install one (Debian: apt-get install -y podman) or set DOCKER_HOST, then run ./berth up again. Nothing is running.",
                outcome.said());
    }

    @Test
    void anEngineThatDoesNotAnswerIsNamed() {
        var outcome = berth.with("DOCKER_HOST", "unix:///nowhere/engine.sock")
                .run("up", "--detach", "--port", Integer.toString(port));

        ends(outcome, "engine", "nothing answers at DOCKER_HOST");
        assertEquals(
                "berth: no engine answers at DOCKER_HOST unix:///nowhere/engine.sock. Start it, or unset DOCKER_HOST, then run ./berth up again.",
                outcome.said());
    }

    @Test
    void withoutAJdkItSaysHowToGetOne() {
        berth.without("JAVA_HOME").with("HOME", folder.toString()).with("BERTH_CACHE", folder + "/cache");
        berth.with("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (var place : List.of("/usr/lib/jvm", "/usr/java", "/opt/java"))
            berth.after("if [ -d " + place + " ]; then mount -t tmpfs none " + place + "; fi");
        var outcome = berth.run("up", "--detach", "--port", Integer.toString(port));

        ends(outcome, "jdk", "25 or newer not found");
        assertEquals(
                "berth: no JDK 25. Install one (Debian: apt-get install -y openjdk-25-jdk-headless) or set JAVA_HOME, then run ./berth up again.",
                outcome.said());
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, true", "true, false"})
    void aFullDiskOfItsFolderIsNamed(boolean toTheLastByte, boolean startedBefore) {
        berth.after("mount -t tmpfs -o size=64m none " + berth.home());
        if (startedBefore) berth.after("cp -R " + berth.boot() + " " + berth.home());
        if (toTheLastByte) berth.after("cat /dev/zero >" + berth.home() + "/rest 2>/dev/null || :");
        var outcome = berth.run("up", "--detach", "--port", Integer.toString(port));

        ends(outcome, "disk", "MB free in " + berth.home() + ", 300 MB needed");
        assertTrue(
                outcome.said()
                        .matches(
                                "berth: the disk of "
                                        + Pattern.quote(berth.home().toString())
                                        + " is full: \\d+ MB free, 300 MB needed\\. Make room there, or set BERTH_HOME to a folder on a larger disk, then run \\./berth up again\\. Nothing is lost\\."),
                outcome::said);
        if (toTheLastByte) assertTrue(outcome.said().contains(": 0 MB free"), outcome::said);
    }

    @Test
    void aFullDiskOfTheCacheIsNamed() throws IOException {
        var cache = Files.createDirectory(folder.resolve("cache"));
        var outcome = berth.with("BERTH_CACHE", cache.toString())
                .after("mount -t tmpfs -o size=16m none " + cache)
                .run("up", "--detach", "--port", Integer.toString(port));

        ends(outcome, "disk", "MB free in " + cache + ", 300 MB needed");
        assertTrue(
                outcome.said()
                        .contains(
                                "Make room there, or set BERTH_CACHE to a folder on a larger disk, then run ./berth up again. Nothing is lost."),
                outcome::said);
    }

    /** It fails at one step, after steps that went well, says one thing, and leaves nothing. */
    private void ends(BerthScript.Outcome outcome, String step, String detail) {
        var rows = outcome.steps().lines().toList();
        assertFalse(rows.isEmpty(), outcome::sentences);
        var last = rows.getLast();
        assertTrue(last.startsWith("fail   " + step), outcome::steps);
        assertTrue(last.contains(detail.length() > 46 ? detail.substring(0, 40) : detail), outcome::steps);
        assertTrue(rows.subList(0, rows.size() - 1).stream().allMatch(row -> row.startsWith("ok ")), outcome::steps);
        assertEquals(1, outcome.sentences().split("berth: ", -1).length - 1, outcome::sentences);
        assertEquals(SOMETHING_MISSING, outcome.exitCode());
        assertEquals(List.of(), berth.left(), "processes left");
        assertFalse(
                Files.exists(berth.home().resolve("run").resolve("stack.json")), "a record of a stack that never ran");
        assertFalse(Files.exists(berth.home().resolve("data").resolve("control-plane")), "half a control plane");
    }
}
