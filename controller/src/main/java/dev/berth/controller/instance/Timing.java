package dev.berth.controller.instance;

import java.time.Duration;

/**
 * How long a phase may take and what is done then, for {@code status.next}.
 *
 * @param limit from the beginning of the phase, or from the take-over of a new leader
 * @param first what is done when the first try runs out of time
 * @param second when the second does
 * @param last when all later ones do
 */
record Timing(Duration limit, String first, String second, String last) {

    String next(int attempt) {
        return switch (attempt) {
            case 0, 1 -> first;
            case 2 -> second;
            default -> last;
        };
    }
}
