package dev.berth.controller.status;

import dev.berth.crd.Incident;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Incident codes: {@code INC-} and 8 of {@code A-Z2-7} (resources.md 5). Derived from what failed, where and when, so that planners stay pure and one failure has one code in condition,
 * Event, log and page.
 */
public final class Incidents {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Incidents() {}

    public static Incident of(String uid, String reason, Instant at) {
        return new Incident(code(uid + "/" + reason + "/" + at.getEpochSecond()), at);
    }

    static String code(String seed) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            var code = new StringBuilder("INC-");
            for (int i = 0; i < 8; i++) code.append(ALPHABET.charAt(hash[i] & 31));
            return code.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
