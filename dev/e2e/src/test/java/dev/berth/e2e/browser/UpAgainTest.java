package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Response;
import dev.berth.e2e.stack.BerthScript;
import dev.berth.stack.process.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A {@code down} takes the machines with it: files are there after the next {@code up}, sessions are not, and their links say so. */
@Tag("browser")
@ExtendWith(Browsers.class)
class UpAgainTest {

    @TempDir
    Path folder;

    @Test
    void filesAreKeptAndTheLinkOfAnOldFaceIsGone(Browsers.Window window) {
        var berth = new BerthScript(folder);
        var port = Integer.toString(LoopbackPorts.free(1).getFirst());
        var url = "http://hello.localhost:" + port + "/";
        try {
            assertEquals(0, berth.run("up", "--detach", "--port", port).exitCode());
            var tab = window.tab(url).awaitPrompt();
            tab.run("echo kept >kept.txt; cat kept.txt").awaitScreen("\nkept");
            var link = url + "?face=" + tab.face();
            tab.close();
            assertEquals(0, berth.run("down").exitCode());
            assertEquals(0, berth.run("up", "--detach", "--port", port).exitCode());

            var later = window.tab();
            await("410 at " + link)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> later.open(link).map(Response::status).orElse(0) == 410);
            window.tab(url).awaitPrompt().run("cat kept.txt").awaitScreen("\nkept");
        } finally {
            assertEquals(List.of(), berth.end(), "processes left");
        }
    }
}
