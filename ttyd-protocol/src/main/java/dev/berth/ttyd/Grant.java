package dev.berth.ttyd;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A statement, at most 60 s old, that lets one request into one box (resources.md 4.9). It travels signed by {@link BoxKey#sign};
 * the box lets each {@code jti} in once.
 *
 * @param instance uid of the Instance that the box belongs to
 * @param scope which calls it opens
 * @param face {@code main/1}; empty where the scope names no face
 * @param port port in the box; 0 where the scope names none
 * @param role what the caller may do; the box filters input by it
 * @param fresh JSON {@code new}: the session may be made if it is not there yet
 * @param jti unique id, accepted once
 * @param exp end of its validity, whole seconds
 */
public record Grant(
        String instance, Scope scope, String face, int port, Role role, boolean fresh, String jti, Instant exp) {

    /** Longest validity, so the most that a stolen grant is worth. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Lets one WebSocket attach to a face. */
    public static Grant attach(String instance, String face, Role role, boolean fresh, Instant now) {
        return new Grant(instance, Scope.ATTACH, face, 0, role, fresh, newJti(), expiry(now));
    }

    /** Lets one request through to a port in the box. */
    public static Grant port(String instance, int port, Role role, Instant now) {
        return new Grant(instance, Scope.PORT, "", port, role, false, newJti(), expiry(now));
    }

    /** Lets one control call in. */
    public static Grant control(String instance, Instant now) {
        return new Grant(instance, Scope.CONTROL, "", 0, Role.OWNER, false, newJti(), expiry(now));
    }

    private static Instant expiry(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond()).plus(LIFETIME);
    }

    private static String newJti() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
