package dev.berth.controller.provider.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The host that this process sees. An engine that reports the same name and kernel shares its network; one in a virtual machine, or seen from inside another container, does not.
 */
record Host(String name, String kernel) {

    private static final Path FACTS = Path.of("/proc/sys/kernel");

    /** Nothing is known, so nothing is the same: not Linux, or no /proc. */
    private static final Host UNKNOWN = new Host("", "");

    static Host here() {
        try {
            return new Host(
                    Files.readString(FACTS.resolve("hostname")).strip(),
                    Files.readString(FACTS.resolve("osrelease")).strip());
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    boolean is(@Nullable String otherName, @Nullable String otherKernel) {
        return !kernel.isEmpty() && Objects.equals(name, otherName) && Objects.equals(kernel, otherKernel);
    }
}
