package dev.berth.stack.command;

import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.process.HttpProbe;
import dev.berth.stack.process.Programs;
import java.time.Duration;

/** What of a stack runs now, by its pid files and by asking. */
final class RunningStack {

    /** The proxy drains for 5 s, and closes what is left. */
    static final Duration PROXY_GRACE = Duration.ofSeconds(15);

    static final Duration CONTROLLER_GRACE = Duration.ofSeconds(10);

    private RunningStack() {}

    /** Whether everything of this record runs and answers. */
    static boolean whole(Invocation invocation, StackRecord record) {
        Programs programs = invocation.programs();
        boolean programsRun = BerthPrograms.NAMES.stream()
                .allMatch(name -> programs.find(name).isPresent());
        boolean controlPlaneRuns = !record.kubeconfig().isEmpty()
                || ControlPlane.find(controlPlane(
                                invocation, KubeTools.inCache(invocation.cache().path())))
                        .isPresent();
        return programsRun
                && controlPlaneRuns
                && answers(record.health().proxy())
                && answers(record.health().controller());
    }

    /** Where the control plane of this stack is. */
    static ControlPlane.Options controlPlane(Invocation invocation, KubeTools tools) {
        return new ControlPlane.Options(
                tools,
                invocation.folder().data().resolve("control-plane"),
                invocation.folder().run(),
                invocation.folder().log(),
                true,
                java.util.List.of());
    }

    /** The proxy first, so that nobody wakes what goes down; then the controller, so that nothing is made anew. */
    static void stopPrograms(Invocation invocation) {
        Programs programs = invocation.programs();
        programs.stop(BerthPrograms.PROXY, PROXY_GRACE);
        programs.stop(BerthPrograms.CONTROLLER, CONTROLLER_GRACE);
    }

    /** After an {@code up} that failed before anything was promised: its engine service would be left, and nobody would know. */
    static void stopWithoutRecord(Invocation invocation) {
        if (StackRecord.read(invocation.folder()).isEmpty()) {
            Programs programs = invocation.programs();
            programs.running().forEach(running -> programs.stop(running.name(), CONTROLLER_GRACE));
        }
    }

    /** After a start that failed in the middle: programs and control plane end; machines stay, and the next start adopts them. */
    static void stopAll(Invocation invocation) {
        stopPrograms(invocation);
        ControlPlane.stop(
                controlPlane(invocation, KubeTools.inCache(invocation.cache().path())));
        StackRecord.forget(invocation.folder());
    }

    private static boolean answers(int healthPort) {
        return HttpProbe.get(healthPort, "127.0.0.1", "/readyz").ok();
    }
}
