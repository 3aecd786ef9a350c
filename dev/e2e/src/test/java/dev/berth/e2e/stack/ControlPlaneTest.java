package dev.berth.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.cluster.Kubectl;
import dev.berth.stack.process.LoopbackPorts;
import dev.berth.stack.process.Running;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("api")
class ControlPlaneTest {

    @TempDir
    Path folder;

    private KubeTools tools = new KubeTools(Path.of(""));

    @BeforeEach
    void prepared() {
        tools = KubeTools.prepared(System.getenv());
    }

    @AfterEach
    void stop() {
        ControlPlane.stop(options());
    }

    @Test
    void afterAKillTheNextStartHasTheSameObjectsWithTheSameUids() {
        ControlPlane plane = ControlPlane.start(options());
        plane.kubectl().run("create", "configmap", "kept");
        String uid = uid(plane);
        ProcessHandle.of(plane.program("etcd").orElseThrow().pid())
                .orElseThrow()
                .destroyForcibly();

        ControlPlane again = ControlPlane.start(options());

        assertEquals(uid, uid(again));
        assertEquals(plane.server(), again.server(), "an exported kubeconfig works again");
    }

    @Test
    void aLaterProcessFindsItAndStopsAllOfIt() {
        ControlPlane plane = ControlPlane.start(options());
        List<Running> programs = List.of("etcd", "kube-apiserver", "kube-controller-manager").stream()
                .map(name -> plane.program(name).orElseThrow())
                .toList();

        ControlPlane.find(options()).orElseThrow().close();

        assertTrue(programs.stream().noneMatch(Running::alive));
        assertTrue(plane.ports().stream().allMatch(LoopbackPorts::isFree));
        assertTrue(ControlPlane.find(options()).isEmpty());
    }

    @Test
    void aServiceAccountIsItselfAndNoAdmin() {
        ControlPlane plane = ControlPlane.start(options());
        plane.kubectl().run("create", "serviceaccount", "program");
        Path file = plane.serviceAccountKubeconfig("default", "program", folder.resolve("program.kubeconfig"));
        Kubectl program = new Kubectl(tools.kubectl(), file);

        assertTrue(program.run("auth", "whoami").contains("system:serviceaccount:default:program"));
        Kubectl.Answer refused = program.ask("", List.of("get", "secrets"));
        assertFalse(refused.ok());
        assertTrue(refused.errors().contains("Forbidden"), refused.errors());
    }

    private ControlPlane.Options options() {
        return ControlPlane.Options.forTests(tools, folder.resolve("plane"));
    }

    private static String uid(ControlPlane plane) {
        return plane.kubectl().run("get", "configmap", "kept", "--output", "jsonpath={.metadata.uid}");
    }
}
