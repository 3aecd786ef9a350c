package dev.berth.stack.voice;

import java.time.Duration;
import java.util.Locale;

/** Times as people and logs read them. */
final class Durations {

    private Durations() {}

    /** {@code 0.4 s}, {@code 12.0 s}, from 60 s on {@code 1 m 20 s}. */
    static String forPeople(Duration took) {
        return took.compareTo(Duration.ofMinutes(1)) < 0 ? inSeconds(took) : minutes(took);
    }

    /** A step that still runs: whole seconds. */
    static String running(Duration elapsed) {
        return elapsed.compareTo(Duration.ofMinutes(1)) < 0 ? elapsed.toSeconds() + " s" : minutes(elapsed);
    }

    /** {@code 72.0 s}, never minutes: a log is compared by machines. */
    static String inSeconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private static String minutes(Duration took) {
        return String.format(Locale.ROOT, "%d m %02d s", took.toMinutes(), took.toSecondsPart());
    }
}
