package dev.berth.box;

import dev.berth.ttyd.BoxActivity;
import java.time.Duration;

/** What {@code berth status} prints. Pure. */
final class StatusText {

    private StatusText() {}

    static String of(BoxActivity activity, boolean intakeClosed) {
        var text = new StringBuilder();
        if (intakeClosed) {
            text.append("falling asleep\n");
        }
        line(text, "typed", ago(activity.inputAgeMillis()));
        line(text, "preview used", ago(activity.previewAgeMillis()));
        activity.agents()
                .forEach(agent -> line(
                        text,
                        agent.agent(),
                        agent.busy() ? "at work: " + agent.what() + ", for " + words(agent.busyForMillis()) : "idle"));
        activity.leases()
                .forEach(lease -> line(text, "kept awake", lease.holder() + ", " + words(lease.remainingMillis())));
        activity.sessions()
                .forEach(session -> line(
                        text,
                        "face " + session.face(),
                        (session.attached() ? "attached" : "nobody there") + ", used " + ago(session.ageMillis())));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-14s %s\n".formatted(name, value));
    }

    private static String ago(long millis) {
        return millis < 0 ? "never" : words(millis) + " ago";
    }

    private static String words(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toHours() > 0) return time.toHours() + " h " + time.toMinutesPart() + " min";
        if (time.toMinutes() > 0) return time.toMinutes() + " min";
        return time.toSeconds() + " s";
    }
}
