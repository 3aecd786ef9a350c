package dev.berth.proxy.web;

import java.time.Duration;

/** Numbers with units, as the look writes them: {@code 4 min}, {@code 2 h}, {@code 3 d}. */
final class Wording {

    private Wording() {}

    /** A rounded-down time span. */
    static String span(Duration span) {
        if (span.isNegative()) return "0 s";
        if (span.toSeconds() < 60) return span.toSeconds() + " s";
        if (span.toMinutes() < 60) return span.toMinutes() + " min";
        if (span.toHours() < 48) return span.toHours() + " h";
        return span.toDays() + " d";
    }

    static String faces(int count) {
        return count == 1 ? "1 face" : count + " faces";
    }
}
