package dev.berth.crd;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text form of durations in every resource: {@code 90s}, {@code 1h30m} (resources.md, head). */
public final class Durations {

    /** What the API server accepts. */
    public static final String PATTERN = "^([0-9]{1,5}(h|m|s)){1,3}$";

    private static final Pattern WHOLE = Pattern.compile(PATTERN);
    private static final Pattern PART = Pattern.compile("([0-9]{1,5})([hms])");

    private Durations() {}

    /** Returns the duration, or null where the text is none. */
    public static @Nullable Duration parse(@Nullable String text) {
        if (text == null || !WHOLE.matcher(text).matches()) return null;
        var sum = Duration.ZERO;
        var part = PART.matcher(text);
        while (part.find()) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofSeconds(amount);
                    });
        }
        return sum;
    }

    /** The shortest text that {@link #parse} reads back; parts of a second are cut. */
    public static String format(Duration duration) {
        var text = new StringBuilder();
        if (duration.toHours() > 0) text.append(duration.toHours()).append('h');
        if (duration.toMinutesPart() > 0) text.append(duration.toMinutesPart()).append('m');
        if (duration.toSecondsPart() > 0 || text.isEmpty())
            text.append(duration.toSecondsPart()).append('s');
        return text.toString();
    }
}
