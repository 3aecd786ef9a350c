package dev.berth.stack.engine;

import java.nio.file.Path;

/**
 * The configuration of the stack's own Podman; the host's is neither read nor changed.
 *
 * @param cgroups which cgroup manager to name
 * @param runc whether to name runc: crun refuses hosts that mount cgroup v1 and v2 side by side
 * @param openFiles hard limit of this process: without CAP_SYS_RESOURCE none may be set above it
 * @param processes hard limit of this process, for the same reason
 * @param images image store, shared by all stacks of this cache
 * @param networks network definitions, shared likewise, so that two stacks never take one subnet
 * @param state what Podman knows of this stack's containers
 * @param volumes the files of this stack's computers
 * @param run short folder that may vanish at a reboot
 * @param imagesRun the same for the image store
 */
record ContainersConf(
        Cgroups cgroups,
        boolean runc,
        long openFiles,
        long processes,
        Path images,
        Path networks,
        Path state,
        Path volumes,
        Path run,
        Path imagesRun) {

    enum Cgroups {
        SYSTEMD,
        CGROUPFS
    }

    /** containers.conf(5). */
    String containers() {
        return """
                # Written by ./berth up.
                [containers]
                default_ulimits = ["nofile=%d:%d", "nproc=%d:%d"]

                [engine]
                cgroup_manager = "%s"
                events_logger = "file"
                %sstatic_dir = "%s"
                volume_path = "%s"
                tmp_dir = "%s"

                [network]
                network_backend = "netavark"
                network_config_dir = "%s"
                """.formatted(
                        openFiles,
                        openFiles,
                        processes,
                        processes,
                        cgroups == Cgroups.SYSTEMD ? "systemd" : "cgroupfs",
                        runc ? "runtime = \"runc\"\n" : "",
                        state,
                        volumes,
                        run,
                        networks);
    }

    /** storage.conf(5). With {@code --root} on the command line Podman would ignore static_dir and volume_path. */
    String storage() {
        return """
                # Written by ./berth up.
                [storage]
                driver = "overlay"
                graphroot = "%s"
                runroot = "%s"
                """.formatted(images, imagesRun);
    }
}
