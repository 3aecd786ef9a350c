package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.stack.BerthScript;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.cluster.Kubectl;
import dev.berth.stack.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills under a running stack, on small file systems of its own: who notices is told what to do, and room is the cure. */
@Tag("browser")
@ExtendWith(Browsers.class)
class FullDiskTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FULL = "The disk of the container engine is full";
    private static final String CURE = "free some space, then it goes on by itself";

    @TempDir
    Path folder;

    private BerthScript berth;
    private int port;

    @BeforeEach
    void aFolderOfItsOwn() {
        berth = new BerthScript(folder);
        port = LoopbackPorts.free(1).getFirst();
    }

    @AfterEach
    void nothingIsLeft() {
        assertEquals(List.of(), berth.end(), "processes left");
    }

    @Test
    void aFullDiskOfTheControlPlaneIsNamedAndRoomIsEnough(Browsers.Window window) {
        var data = berth.home().resolve("data").resolve("control-plane");
        var up = up(data, "160m");
        var tab = window.tab(url("hello")).awaitPrompt();
        var uid = kubectl().run("get", "computer", "hello", "--output", "jsonpath={.metadata.uid}");

        fill(up, data.resolve("fill"));
        await("etcd to notice").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            kubectl().ask("", List.of("create", "configmap", "one-more-" + System.nanoTime(), "--request-timeout=2s"));
            assertTrue(up.said().contains("etcd has ended because the disk is full"), up::said);
        });
        tab.run("echo $((6*7))").awaitScreen("42");

        remove(up, data.resolve("fill"));
        var healed = berth.run("up", "--detach", "--port", Integer.toString(port));

        assertEquals(0, healed.exitCode(), healed::all);
        assertEquals(uid, kubectl().run("get", "computer", "hello", "--output", "jsonpath={.metadata.uid}"));
        window.tab(url("hello")).awaitPrompt();
    }

    @Test
    void aFullDiskOfTheComputersLetsTheirOwnersMakeRoom(Browsers.Window window) {
        var data = berth.home().resolve("data").resolve("volumes");
        up(data, "24m");
        var tab = window.tab(url("hello")).awaitPrompt();
        tab.run("cat /dev/zero >fill").awaitScreen("No space left on device");

        var second = window.tab(url("hello")).awaitPrompt();
        second.run("echo $((6*7))").awaitScreen("42");
        apply("hello-2");
        var other = window.tab(url("hello-2"));
        other.awaitScreen("no room on the computer's disk");

        second.run("rm fill");

        other.awaitPrompt();
        assertEquals(1, other.loads(), "the page was loaded again");
    }

    @Test
    void aNewComputerWithoutRoomForItsVolumeSaysSoAndGoesOnByItself(Browsers.Window window) {
        var data = berth.home().resolve("data").resolve("volumes");
        var up = up(data, "24m,nr_inodes=400");
        var files = fillWithFiles(up, data);
        apply("hello-2");
        var tab = window.tab(url("hello-2"));
        await("the condition")
                .atMost(SOON)
                .untilAsserted(() -> assertTrue(
                        ready("hello-2")
                                .matches(Pattern.quote(FULL + ", so it could not create the computer's volume; " + CURE)
                                        + "; next try at \\d\\d:\\d\\dZ \\(INC-[A-Z2-7]{8}\\)\\."),
                        () -> ready("hello-2")));
        await("the boot face").atMost(SOON).untilAsserted(() -> {
            var screen = tab.screen().replaceAll("\\s+", " ");
            assertTrue(screen.contains("✗") && screen.contains(FULL) && screen.contains(CURE), tab::screen);
        });

        files.forEach(file -> remove(up, file));

        tab.awaitState("ready", Duration.ofMinutes(2)).awaitPrompt();
        assertEquals(1, tab.loads(), "the page was loaded again");
    }

    private void apply(String computer) {
        kubectl().withInput("""
                apiVersion: berth.dev/v1alpha1
                kind: Computer
                metadata: {name: %s, namespace: default}
                spec: {owner: "dev:me", className: local}
                """.formatted(computer), "apply", "-f", "-");
    }

    private String ready(String computer) {
        return kubectl()
                .run(
                        "get",
                        "computer",
                        computer,
                        "--output",
                        "jsonpath={.status.conditions[?(@.type==\"Ready\")].message}");
    }

    private BerthScript.Started up(Path small, String size) {
        berth.after("mkdir -p " + small).after("mount -t tmpfs -o size=" + size + " none " + small);
        var up = berth.start("up", "--port", Integer.toString(port));
        await("the URL")
                .atMost(Duration.ofMinutes(2))
                .until(() -> up.steps().strip().endsWith(url("hello")));
        return up;
    }

    private String url(String computer) {
        return "http://" + computer + ".localhost:" + port + "/";
    }

    private Kubectl kubectl() {
        return new Kubectl(
                KubeTools.prepared(System.getenv()).kubectl(), berth.home().resolve("kubeconfig"));
    }

    private static void fill(BerthScript.Started up, Path file) {
        try (var out = Files.newOutputStream(seen(up, file))) {
            var block = new byte[4096];
            while (true) out.write(block);
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::toString);
        }
    }

    /** Empty files until there are no inodes left: then not even a folder can be made. */
    private static List<Path> fillWithFiles(BerthScript.Started up, Path folder) {
        var files = new ArrayList<Path>();
        try {
            while (true) {
                var file = folder.resolve("fill-" + files.size());
                Files.createFile(seen(up, file));
                files.add(file);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::toString);
        }
        return files;
    }

    private static void remove(BerthScript.Started up, Path file) {
        try {
            Files.delete(seen(up, file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The file as the stack's own mount namespace has it. */
    private static Path seen(BerthScript.Started up, Path file) {
        return Path.of(up.root() + file.toString());
    }
}
