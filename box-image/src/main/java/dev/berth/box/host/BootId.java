package dev.berth.box.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names one life of the box: first 8 hex of SHA-256(kernel boot id + start time of PID 1) (resources.md 4.9). A restart of boxd keeps it,
 * a restart of the container or the machine does not.
 */
public final class BootId {

    private BootId() {}

    public static String read(Path proc) throws IOException {
        String boot =
                Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
        return of(boot, ProcStat.parse(Files.readString(proc.resolve("1/stat"))).startTicks());
    }

    static String of(String kernelBootId, long startTicks) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((kernelBootId + startTicks).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
