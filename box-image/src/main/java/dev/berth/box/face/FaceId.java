package dev.berth.box.face;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A face as grants name it, {@code main/1}, and as tmux names it, {@code main-1} (resources.md 5). The pattern is what keeps a face from
 * reaching tmux or ttyd as an option, a target expression or a second argument.
 */
public record FaceId(String agent, long number) {

    private static final Pattern FACE = Pattern.compile("([a-z](?:[a-z0-9-]{0,18}[a-z0-9])?)/([1-9][0-9]{0,9})");
    private static final Pattern SESSION = Pattern.compile("([a-z](?:[a-z0-9-]{0,18}[a-z0-9])?)-([1-9][0-9]{0,9})");

    /** Reads {@code main/1}; empty if it names no face of a box. */
    public static Optional<FaceId> parse(String face) {
        return match(FACE, face);
    }

    /** Reads a tmux session's name; empty if it is not one of ours. */
    public static Optional<FaceId> ofSession(String name) {
        return match(SESSION, name);
    }

    private static Optional<FaceId> match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches()
                ? Optional.of(new FaceId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    public String session() {
        return agent + "-" + number;
    }

    @Override
    public String toString() {
        return agent + "/" + number;
    }
}
