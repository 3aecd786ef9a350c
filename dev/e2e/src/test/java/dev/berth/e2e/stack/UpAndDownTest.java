package dev.berth.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.Names;
import dev.berth.e2e.live.Engine;
import dev.berth.stack.StackFolder;
import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.cluster.Kubectl;
import dev.berth.stack.process.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./berth up} and {@code down} as a person runs them, each stack in a folder and with an engine of its own. */
@Tag("box")
class UpAndDownTest {

    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    private BerthScript berth;
    private int port;
    private String portWord = "";

    @BeforeEach
    void aFolderOfItsOwn() {
        berth = new BerthScript(folder);
        port = LoopbackPorts.free(1).getFirst();
        portWord = Integer.toString(port);
    }

    @AfterEach
    void nothingIsLeft() {
        assertEquals(List.of(), berth.end(), "processes left");
    }

    @Test
    void dataStaysUntilItIsPurged() throws IOException {
        var up = berth.run("up", "--detach", "--port", portWord, "--computers", "2");
        assertEquals(0, up.exitCode(), up::all);
        var url = "http://hello.localhost:" + port + "/";
        assertEquals(url, up.steps().lines().toList().getLast());
        assertEquals("True True", ready("hello") + " " + ready("hello-2"));
        var again = berth.run("up", "--detach", "--port", portWord);
        assertTrue(again.steps().contains("already running since "), again::all);
        assertEquals(url, again.steps().lines().toList().getLast());

        assertEquals(
                2, berth.run("up", "--kubeconfig", "/dev/null").exitCode(), "another cluster under a stack that runs");
        port = LoopbackPorts.free(1).getFirst();
        portWord = Integer.toString(port);
        var moved = berth.run("up", "--detach", "--port", portWord, "--computers", "3");
        assertEquals(
                "http://hello.localhost:" + port + "/",
                moved.steps().lines().toList().getLast(),
                moved::all);
        assertEquals("True", ready("hello-3"));

        var landing = visit("/");
        assertTrue(landing.startsWith("HTTP/1.1 302 "), landing);
        assertTrue(landing.contains("?face=1"), landing);
        Files.writeString(workspace("hello").resolve("kept.txt"), "kept");
        var uid = get("computer", "hello", ".metadata.uid");

        var down = berth.run("down");
        assertEquals(0, down.exitCode(), down::all);
        assertTrue(down.steps().contains("0 processes, 0 containers, 0 ports left"), down::all);
        assertEquals(List.of(), berth.left());
        assertTrue(LoopbackPorts.isFree(port));
        assertEquals(List.of(), networks(), "networks of the stack");
        assertTrue(berth.run("down").steps().contains("nothing was running"));

        assertEquals(0, berth.run("up", "--detach", "--port", portWord).exitCode());
        assertEquals(uid, get("computer", "hello", ".metadata.uid"));
        assertEquals("kept", Files.readString(workspace("hello").resolve("kept.txt")));

        var purged = berth.run("down", "--purge");
        assertEquals(0, purged.exitCode(), purged::all);
        assertFalse(Files.exists(berth.home().resolve("data")), "data");
        assertFalse(Files.exists(berth.home().resolve("kubeconfig")), "kubeconfig");
    }

    @Test
    void theNextUpHealsWhatAKillHasLeft() {
        var up = berth.start("up", "--port", portWord);
        awaitUrl(up);
        var instance = instance();
        for (var process : berth.processes()) process.destroyForcibly();
        up.awaitEnd();

        var healed = berth.run("up", "--detach", "--port", portWord);

        assertEquals(0, healed.exitCode(), healed::all);
        assertEquals("True", ready("hello"));
        assertEquals(instance, instance());
        assertTrue(visit("/").startsWith("HTTP/1.1 302 "));
    }

    @Test
    void ctrlCStopsAllOfItAndASecondOneLeavesAtOnce() {
        var up = berth.start("up", "--port", portWord);
        awaitUrl(up);
        up.signal("INT");
        var stopped = up.awaitEnd();
        assertEquals(INTERRUPTED, stopped.exitCode(), stopped::all);
        assertTrue(stopped.steps().contains("0 processes, 0 containers, 0 ports left"), stopped::all);
        assertEquals(List.of(), berth.left());

        var second = berth.start("up", "--port", portWord);
        awaitUrl(second);
        second.signal("INT");
        Awaitility.await().until(() -> second.steps().contains("stopping"));
        second.signal("INT");
        var left = second.awaitEnd();
        assertEquals(INTERRUPTED, left.exitCode(), left::all);
        assertEquals("berth: run ./berth down to clean up", left.said());
        var down = berth.run("down");
        assertEquals(0, down.exitCode(), down::all);
    }

    @Test
    void aClusterThatWasThereKeepsItsKinds() {
        var tools = KubeTools.prepared(System.getenv());
        try (var plane = ControlPlane.start(ControlPlane.Options.forTests(tools, folder.resolve("cluster")))) {
            var file = plane.kubeconfig();
            var context = plane.kubectl().run("config", "current-context").strip();

            var up = berth.run("up", "--detach", "--port", portWord, "--kubeconfig", file.toString());

            assertEquals(0, up.exitCode(), up::all);
            assertTrue(up.steps().contains("context " + context), up::all);
            assertFalse(
                    Files.exists(berth.home().resolve("kubeconfig")), "a second kubeconfig of a cluster that has one");
            assertEquals("True", ready("hello", plane.kubectl()));
            assertTrue(visit("/").startsWith("HTTP/1.1 302 "));

            var down = berth.run("down", "--purge");
            assertEquals(0, down.exitCode(), down::all);
            assertTrue(down.steps().contains("the cluster stays as it is"), down::all);
            assertTrue(plane.kubectl().run("get", "crd").contains("computers.berth.dev"));
            assertTrue(plane.kubectl().run("get", "computers").contains("hello"));
        }
    }

    @Test
    void anEngineThatWasThereIsUsedAndStays() {
        berth.with("DOCKER_HOST", Engine.address());

        var up = berth.run("up", "--detach", "--port", portWord);

        assertEquals(0, up.exitCode(), up::all);
        var mine = "label=berth.dev/cluster=" + cluster();
        assertEquals(
                1, Engine.lines(Engine.cli("ps", "--quiet", "--filter", mine)).size());
        assertTrue(visit("/").startsWith("HTTP/1.1 302 "));
        assertEquals(0, berth.run("down", "--purge").exitCode());
        for (var left : List.of("ps --all", "network ls", "volume ls")) {
            assertEquals("", Engine.cli((left + " --quiet --filter " + mine).split(" ", -1)), left);
        }
    }

    private void awaitUrl(BerthScript.Started up) {
        Awaitility.await("the URL")
                .atMost(Duration.ofMinutes(2))
                .until(() -> up.steps().strip().endsWith("http://hello.localhost:" + port + "/"));
    }

    private Kubectl kubectl() {
        return new Kubectl(
                KubeTools.prepared(System.getenv()).kubectl(), berth.home().resolve("kubeconfig"));
    }

    private String ready(String computer) {
        return ready(computer, kubectl());
    }

    private static String ready(String computer, Kubectl kubectl) {
        return kubectl.run(
                "get", "computer", computer, "--output", "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}");
    }

    private String get(String kind, String name, String path) {
        return kubectl().run("get", kind, name, "--output", "jsonpath={" + path + "}");
    }

    /** The uid of the one Instance. */
    private String instance() {
        return kubectl().run("get", "instances", "--output", "jsonpath={.items[*].metadata.uid}");
    }

    private Path workspace(String computer) {
        var volume = Names.containerVolume(get("computer", computer, ".metadata.uid"));
        return berth.home().resolve("data").resolve("volumes").resolve(volume).resolve("_data");
    }

    private String cluster() {
        return new StackFolder(berth.home()).cluster();
    }

    private List<String> networks() throws IOException {
        var cluster = cluster();
        var definitions = Path.of(System.getenv("BERTH_CACHE"), "engine", "networks");
        try (var files = Files.list(definitions)) {
            return files.filter(file -> {
                        try {
                            return file.toString().endsWith(".json")
                                    && Files.readString(file).contains(cluster);
                        } catch (IOException removedMeanwhile) {
                            return false;
                        }
                    })
                    .map(Path::toString)
                    .toList();
        }
    }

    /** What a browser's navigation is answered with. */
    private String visit(String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: hello.localhost:" + port
                    + "\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
