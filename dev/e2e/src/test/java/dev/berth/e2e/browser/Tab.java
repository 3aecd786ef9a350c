package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One browser tab on a computer, in the words of the person who looks at it. */
final class Tab implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Page page;
    private final CopyOnWriteArrayList<String> navigations = new CopyOnWriteArrayList<>();

    Tab(Page page) {
        this.page = page;
        page.onFrameNavigated(frame -> {
            if (frame.parentFrame() == null) navigations.add(frame.url());
        });
    }

    Optional<Response> open(String url) {
        return Optional.ofNullable(page.navigate(url));
    }

    Page page() {
        return page;
    }

    /** How often the document was loaded; an open tab that sleeps and wakes stays at one. */
    int loads() {
        return navigations.size();
    }

    /** The number in {@code ?face=}. */
    long face() {
        return Arrays.stream(URI.create(page.url()).getQuery().split("&", -1))
                .filter(pair -> pair.startsWith("face="))
                .mapToLong(pair -> Long.parseLong(pair.substring("face=".length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no face in " + page.url()));
    }

    /** The word of the pill: ready, asleep, waking, reconnecting … */
    String state() {
        return String.valueOf(page.evaluate("document.documentElement.dataset.state"));
    }

    Tab awaitState(String state) {
        return awaitState(state, SOON);
    }

    Tab awaitState(String state, Duration within) {
        await("page says " + state).atMost(within).until(this::state, state::equals);
        return this;
    }

    /** The visible rows of the terminal, right-trimmed, without trailing empty rows. */
    String screen() {
        var text = String.valueOf(terminal().evaluate("""
                                () => {
                                  const t = window.berthTerminal; if (!t) return '';
                                  const b = t.buffer.active, rows = [];
                                  for (let i = 0; i < t.rows; i++) rows.push(b.getLine(b.baseY + i)?.translateToString(true) ?? '');
                                  return rows.join('\\n');
                                }
                                """));
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    Tab awaitScreen(String part) {
        return awaitScreen(part, SOON);
    }

    Tab awaitScreen(String part, Duration within) {
        try {
            await().atMost(within).until(() -> screen().contains(part));
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError(
                    "The terminal does not show \"%s\" after %d s (page says %s):%n%s"
                            .formatted(part, within.toSeconds(), state(), screen()),
                    late);
        }
        return this;
    }

    /** Waits for a shell prompt that takes input. */
    Tab awaitPrompt() {
        awaitState("ready");
        await("a prompt").atMost(SOON).until(() -> screen().stripTrailing().endsWith("$"));
        return this;
    }

    /** Real key events to whatever has the focus. */
    Tab type(String text) {
        page.keyboard().type(text);
        return this;
    }

    Tab press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Types a line and presses Enter. */
    Tab run(String command) {
        return type(command).press("Enter");
    }

    /** The iframe that holds the terminal. */
    Frame terminal() {
        return page.frames().stream()
                .filter(frame -> frame.url().contains("_term"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no terminal in " + page.url() + ":\n" + page.content()));
    }

    @Override
    public void close() {
        page.close();
    }
}
