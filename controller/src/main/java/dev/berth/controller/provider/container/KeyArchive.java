package dev.berth.controller.provider.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The tar that puts {@code /etc/berth/box.key} into a box: root's, readable by nobody else, and never in the environment, which every program of the box could read. */
final class KeyArchive {

    private KeyArchive() {}

    static byte[] of(String keyFile) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var folder = new TarArchiveEntry("etc/berth/");
            folder.setMode(0755);
            owned(folder);
            tar.putArchiveEntry(folder);
            tar.closeArchiveEntry();
            var content = keyFile.getBytes(StandardCharsets.US_ASCII);
            var file = new TarArchiveEntry("etc/berth/box.key");
            file.setMode(0400);
            file.setSize(content.length);
            owned(file);
            tar.putArchiveEntry(file);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static void owned(TarArchiveEntry entry) {
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(0);
    }
}
