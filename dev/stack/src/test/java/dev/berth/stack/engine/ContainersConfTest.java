package dev.berth.stack.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersConfTest {

    private static final List<String> LIMITS = List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             96365                96365                processes ",
            "Max open files            20000                20000                files     ");

    private static final List<String> HYBRID = List.of(
            "cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0", "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0");

    private static final List<String> UNIFIED = List.of("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0");

    @Test
    void noLimitIsRaisedAboveOurOwn() {
        HostLimits limits = HostLimits.from(LIMITS, HYBRID, false);
        assertEquals(new HostLimits(20_000, 96_365, false, true), limits);
        assertTrue(conf(limits).containers().contains("[\"nofile=20000:20000\", \"nproc=96365:96365\"]"));
    }

    @Test
    void unlimitedIsAsMuchAsPodmanAsksFor() {
        HostLimits limits = HostLimits.from(
                List.of("Max open files            1024                 unlimited            files     "),
                UNIFIED,
                true);
        assertEquals(1_048_576, limits.openFiles());
        assertFalse(limits.hybridCgroups());
    }

    @Test
    void runcOnlyWhereCrunRefuses() {
        assertTrue(conf(HostLimits.from(LIMITS, HYBRID, false)).containers().contains("runtime = \"runc\""));
        assertFalse(conf(HostLimits.from(LIMITS, UNIFIED, false)).containers().contains("runtime"));
    }

    @Test
    void cgroupsAreManagedByWhoeverRunsTheHost() {
        assertTrue(conf(HostLimits.from(LIMITS, UNIFIED, true)).containers().contains("cgroup_manager = \"systemd\""));
        assertTrue(
                conf(HostLimits.from(LIMITS, UNIFIED, false)).containers().contains("cgroup_manager = \"cgroupfs\""));
    }

    @Test
    void theVersionsInTheImageAreThoseOfTheirMakers() {
        assertEquals(
                "debian forky, ttyd 1.7.7, tmux 3.7c", BoxImage.contents("debian forky\nttyd 1.7.7-8\ntmux 3.7c-1\n"));
    }

    private static ContainersConf conf(HostLimits limits) {
        Path here = Path.of("/x");
        return new ContainersConf(
                limits.systemd() ? ContainersConf.Cgroups.SYSTEMD : ContainersConf.Cgroups.CGROUPFS,
                limits.hybridCgroups(),
                limits.openFiles(),
                limits.processes(),
                here,
                here,
                here,
                here,
                here,
                here);
    }
}
