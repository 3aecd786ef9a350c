package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import dev.berth.e2e.live.Berth;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The script of the page may come later than the terminal within it: on a busy machine, over a bad line. */
@Tag("browser")
@ExtendWith(Browsers.class)
class SlowPageTest {

    @Test
    void aPageThatComesAfterItsTerminalKnowsThatItIsConnected(Berth berth, Browsers.Window window) {
        var computer = berth.computer("slow-page", "local", "").awaitReady();
        var tab = window.tab();
        var held = new ArrayList<Route>();
        tab.page().route("**/workspace-*.js", held::add);

        tab.page().navigate(computer.url(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        await("the terminal's frame").atMost(Duration.ofSeconds(30)).until(() -> {
            // Lets the browser's events in.
            tab.page().waitForTimeout(50);
            return tab.page().frames().stream().anyMatch(frame -> frame.url().contains("_term"));
        });
        tab.awaitScreen("$");
        assertFalse(held.isEmpty(), "the page's script came first, so this test proves nothing");
        held.forEach(Route::resume);

        await("the page knows of the link").atMost(Duration.ofSeconds(10)).until(() -> "open"
                .equals(tab.page().evaluate("document.documentElement.dataset.link")));
        tab.awaitPrompt().run("echo $((6*7))").awaitScreen("42");
    }
}
