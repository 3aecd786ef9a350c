package dev.berth.proxy.relay.boot;

import java.time.Duration;
import java.util.Optional;

/** The line of the face that came first after a start, as the console tells it. Pure. */
final class FirstFace {

    /** A title that is a whole command line must leave room for hash and folder. */
    private static final int TITLE = 20;

    private FirstFace() {}

    /** Nothing until a session was seen: by this proxy, which let its visitor in, or by the box, which then tells no time. */
    static Optional<BootStep> step(Optional<StartTimes.Arrival> arrival, BootMoment moment) {
        if (arrival.isPresent()) {
            var first = arrival.get();
            var seen = seen(first.face(), moment).orElse(new SeenFace(first.face(), first.hash(), "", ""));
            return Optional.of(line(seen, Optional.of(first.took())));
        }
        return moment.faces().stream().findFirst().map(seen -> line(seen, Optional.empty()));
    }

    /** {@code zsh 5deb6a}: what runs in it, else its name, and its hash. */
    static String name(String face, String hash, BootMoment moment) {
        return name(seen(face, moment).orElse(new SeenFace(face, hash, "", "")));
    }

    private static BootStep line(SeenFace seen, Optional<Duration> took) {
        var where = seen.directory().isBlank() ? "" : " in " + seen.directory();
        return BootStep.done("face", SafeText.line(name(seen) + where), took);
    }

    private static String name(SeenFace seen) {
        var title = SafeText.cut(SafeText.clean(seen.title()), TITLE);
        return (title.isBlank() ? seen.face() : title) + " " + seen.hash();
    }

    private static Optional<SeenFace> seen(String face, BootMoment moment) {
        return moment.faces().stream().filter(seen -> seen.face().equals(face)).findFirst();
    }
}
