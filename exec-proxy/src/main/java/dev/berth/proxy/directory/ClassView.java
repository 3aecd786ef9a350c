package dev.berth.proxy.directory;

import dev.berth.crd.WakeReason;
import java.time.Duration;
import java.util.Set;

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
