package dev.berth.stack.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the API server answers. */
record ServerAddress(String url) {

    static ServerAddress of(int port) {
        return new ServerAddress("https://127.0.0.1:" + port);
    }

    /** Its self-signed certificate comes with the authority that signed it, so the file is what clients have to trust. */
    String authority(Path certificate) {
        try {
            return Files.readString(certificate);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
