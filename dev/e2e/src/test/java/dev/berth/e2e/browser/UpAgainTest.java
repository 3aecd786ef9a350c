package dev.berth.e2e.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.e2e.stack.BerthScript;
import dev.berth.stack.process.LoopbackPorts;
import java.nio.file.Path;
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
    void filesAreKeptAndAnOldFaceSaysThatItsSessionEnded(Browsers.Window window) {
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

            window.tab(link).awaitScreen("ended with the restart").awaitScreen("Press n for a new face.");
            window.tab(url).awaitPrompt().run("cat kept.txt").awaitScreen("\nkept");
        } finally {
            assertEquals(List.of(), berth.end(), "processes left");
        }
    }
}
