package dev.berth.stack.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The one static token: {@code system:masters}, for the person and for setting the stack up. Our programs never get it. */
record AdminToken(Path file, String value) {

    static AdminToken in(Path data) {
        Path file = data.resolve("pki").resolve("tokens.csv");
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file);
                return new AdminToken(file, kept.substring(0, kept.indexOf(',')));
            }
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            String token = HexFormat.of().formatHex(random);
            PrivateFiles.write(file, token + ",admin,admin,\"system:masters\"\n");
            return new AdminToken(file, token);
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot keep the admin token in " + file, refused);
        }
    }
}
