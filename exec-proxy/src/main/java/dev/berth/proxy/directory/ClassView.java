package dev.berth.proxy.directory;

import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.ComputerClassStatus;
import dev.berth.crd.WakeReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy needs of a ComputerClass. While a class is unknown the values of {@link #unknown} apply, the schema's own defaults.
 *
 * @param size for people, such as {@code 1 shared CPU, 1Gi}; empty if not known
 * @param idleAfter how long a demand lives
 * @param maxFaces most open faces per agent
 * @param closeAfter when a face that nobody uses closes
 */
public record ClassView(
        String name,
        String size,
        Duration idleAfter,
        Duration warnBefore,
        Duration maxLease,
        Set<WakeReason> wakeOn,
        int maxFaces,
        Duration closeAfter) {

    static ClassView of(String name, @Nullable ComputerClassSpec spec, @Nullable ComputerClassStatus status) {
        var or = unknown(name);
        if (spec == null) return or;
        var idle = spec.idle();
        var faces = spec.faces();
        return new ClassView(
                name,
                status == null || status.size() == null ? "" : status.size(),
                idle == null || idle.after() == null ? or.idleAfter() : idle.after(),
                idle == null || idle.warnBefore() == null ? or.warnBefore() : idle.warnBefore(),
                idle == null || idle.maxLease() == null ? or.maxLease() : idle.maxLease(),
                spec.wakeOn() == null ? or.wakeOn() : wakeOn(spec.wakeOn()),
                faces == null || faces.max() == null ? or.maxFaces() : faces.max(),
                faces == null || faces.closeAfter() == null ? or.closeAfter() : faces.closeAfter());
    }

    // An entry of a later release reads as null and is skipped (resources.md 6).
    private static Set<WakeReason> wakeOn(List<WakeReason> listed) {
        return listed.stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    static ClassView unknown(String name) {
        return new ClassView(
                name,
                "",
                Duration.ofMinutes(30),
                Duration.ofMinutes(2),
                Duration.ofHours(24),
                Set.of(WakeReason.NAVIGATION, WakeReason.KEY_PRESS),
                20,
                Duration.ofHours(24));
    }
}
