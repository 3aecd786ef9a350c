package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A viewer that does not read costs the box nothing (resources.md 4.9): without care ten of them took a tmux server to 18.8 GB. */
@Tag("box")
class StalledViewersTest {

    private static final int LIMIT_KILOBYTES = 128 * 1024;

    @Test
    void ten_stalled_viewers_under_output_and_a_storm_of_resizes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var stalled = new ArrayList<BoxTerminal>();
        try (var box = TestBox.started();
                var owner = box.newFace("main/1")) {
            owner.awaits("$").type("yes\r");
            for (int i = 0; i < 10; i++) {
                var viewer = box.attach("main/1", i % 2 == 0 ? Role.VIEWER : Role.DRIVER);
                viewer.stopReading();
                stalled.add(viewer);
            }
            long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            int worst = 0;
            for (int round = 0; System.nanoTime() < until; round++) {
                for (int i = 0; i < 20; i++) {
                    owner.resize(80 + random.nextInt(160), 24 + random.nextInt(46));
                }
                if (round % 50 == 0) {
                    worst = Math.max(worst, kilobytes(box));
                }
            }
            worst = Math.max(worst, kilobytes(box));
            System.out.println("tmux and boxd together: at most " + worst / 1024 + " MB");
            assertTrue(worst < LIMIT_KILOBYTES, "tmux and boxd took " + worst / 1024 + " MB");

            owner.type("\003");
            owner.forget();
            owner.type("echo reader-$((5*5))\r");
            owner.awaits("reader-25");
        } finally {
            List.copyOf(stalled).forEach(BoxTerminal::close);
        }
    }

    @Test
    void a_viewer_that_reads_again_catches_up_with_one_screen() {
        try (var box = TestBox.started();
                var owner = box.newFace("main/1");
                var lagging = box.attach("main/1", Role.DRIVER)) {
            owner.awaits("$").type("yes a-rather-long-line-of-output-that-fills-buffers-quickly\r");
            lagging.stopReading();
            Awaitility.await("its link is cut").atMost(Duration.ofSeconds(60)).until(() -> clients(box) == 1);
            owner.type("\003");
            owner.type("clear; echo caught-$((6*6))\r");
            lagging.startReading();
            lagging.awaits("caught-36");
            lagging.type("echo typed-$((7*7))\r");
            owner.awaits("typed-49");
        }
    }

    private static int clients(TestBox box) {
        return Integer.parseInt(box.claude("tmux -S /run/berth/tmux.sock list-clients | wc -l"));
    }

    private static int kilobytes(TestBox box) {
        String total = box.root("for p in $(pgrep -x java) $(pgrep -x 'tmux: server'); do "
                + "awk '/^VmRSS/ { print $2 }' /proc/$p/status; done | awk '{ s += $1 } END { print s }'");
        return Integer.parseInt(total.strip());
    }
}
