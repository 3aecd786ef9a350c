package dev.berth.proxy.relay.boot;

import java.time.Duration;
import java.util.Optional;

/**
 * One line of the boot face: an observation, never a guess.
 *
 * @param took how long it took, or how long it has been running; empty if nobody measured it
 */
public record BootStep(String name, String detail, Sign sign, Optional<Duration> took) {

    /** What became of it. */
    public enum Sign {
        DONE("✓", 32),
        RUNNING("·", 33),
        FAILED("✗", 31),
        /** Over, through nobody's fault: no duration, and its detail is no reason. */
        LOST("✗", 31);

        private final String character;
        private final int colour;

        Sign(String character, int colour) {
            this.character = character;
            this.colour = colour;
        }

        String character() {
            return character;
        }

        int colour() {
            return colour;
        }
    }

    public static BootStep done(String name, String detail, Optional<Duration> took) {
        return new BootStep(name, detail, Sign.DONE, took);
    }

    public static BootStep running(String name, String detail, Duration elapsed) {
        return new BootStep(name, detail, Sign.RUNNING, Optional.of(elapsed));
    }

    public static BootStep failed(String name, String reason, Optional<Duration> took) {
        return new BootStep(name, reason, Sign.FAILED, took);
    }

    public static BootStep lost(String name, String detail) {
        return new BootStep(name, detail, Sign.LOST, Optional.empty());
    }
}
