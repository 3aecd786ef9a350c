package dev.berth.proxy.health;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Open files: two per terminal. A replica that has few left must not get new visitors. */
public final class Descriptors {

    private Descriptors() {}

    /** Whether less than 90 % of what the process may open is open. */
    public static boolean left() {
        return !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
                || unix.getMaxFileDescriptorCount() <= 0
                || unix.getOpenFileDescriptorCount() < unix.getMaxFileDescriptorCount() * 9 / 10;
    }
}
