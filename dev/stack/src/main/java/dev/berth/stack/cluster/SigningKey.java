package dev.berth.stack.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** The key pair that signs ServiceAccount tokens, as PEM files; kept, so that a token survives a restart. */
record SigningKey(Path privateKey, Path publicKey) {

    static SigningKey in(Path data) {
        SigningKey key = new SigningKey(
                data.resolve("pki").resolve("service-accounts.key"),
                data.resolve("pki").resolve("service-accounts.pub"));
        if (Files.exists(key.privateKey) && Files.exists(key.publicKey)) {
            return key;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.write(key.publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            PrivateFiles.write(
                    key.privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            return key;
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot keep the signing key in " + data, refused);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has P-256", impossible);
        }
    }

    private static String pem(String type, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
