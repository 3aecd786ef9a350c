package dev.berth.box.activity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells a program that prints by itself from one that answers (resources.md 4.4): output later than 5 s after somebody last touched the
 * session is work. Pure.
 *
 * <p>Touching is more than typing: a resize, an attach or a mouse report makes programs redraw, and an open tab must not keep a computer
 * awake (DESIGN rule 9).
 */
public final class OutputWatch {

    static final long ANSWER_MILLIS = 5_000;

    private final long windowMillis;
    private final Map<String, Long> touchedAt = new HashMap<>();
    private final Map<String, Long> unpromptedAt = new HashMap<>();

    public OutputWatch(Duration window) {
        this.windowMillis = window.toMillis();
    }

    /** Somebody typed, resized, attached, moved the mouse. */
    public void touched(String face, long now) {
        touchedAt.put(face, now);
    }

    /** The session last printed then. */
    public void printed(String face, long at) {
        Long touched = touchedAt.get(face);
        if (touched == null || at > touched + ANSWER_MILLIS) {
            unpromptedAt.merge(face, at, Math::max);
        }
    }

    public boolean busy(String face, long now) {
        Long at = unpromptedAt.get(face);
        return at != null && now - at < windowMillis;
    }

    /** Forgets all other faces. */
    public void keep(Set<String> faces) {
        touchedAt.keySet().retainAll(faces);
        unpromptedAt.keySet().retainAll(faces);
    }
}
