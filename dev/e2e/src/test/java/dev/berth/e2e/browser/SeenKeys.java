package dev.berth.e2e.browser;

import com.microsoft.playwright.Frame;
import java.time.Instant;
import java.util.List;

/** When the terminal of a page got each key: noted in the page itself, before anything else there sees the key. */
final class SeenKeys {

    private static final String WATCH = """
            () => {
              window.seenKeys = [];
              window.addEventListener('keydown', event => window.seenKeys.push([event.key, Date.now()]), true);
            }
            """;

    private final Frame terminal;

    private SeenKeys(Frame terminal) {
        this.terminal = terminal;
    }

    static SeenKeys of(Tab tab) {
        var terminal = tab.terminal();
        terminal.evaluate(WATCH);
        return new SeenKeys(terminal);
    }

    /** When the {@code nth} key came, counted from 1, which must be {@code key}. */
    Instant at(int nth, String key) {
        var seen = (List<?>) terminal.evaluate("() => [window.seenKeys.length, ...(window.seenKeys.at(-1) ?? [])]");
        if (seen.size() != 3 || ((Number) seen.getFirst()).intValue() != nth || !key.equals(seen.get(1)))
            throw new AssertionError("The page did not get \"" + key + "\" as key " + nth + ", but has seen " + seen);
        return Instant.ofEpochMilli(((Number) seen.getLast()).longValue());
    }
}
