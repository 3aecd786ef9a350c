package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
                var owner = box.newFace("main/1");
                var reader = box.newFace("main/2")) {
            System.out.println("boxd at rest: " + kilobytes(box, "java") / 1024 + " MB");
            reader.awaits("$");
            owner.awaits("$").type("yes\r");
            var alone = new Storm(random, box, owner, reader).lasts(Duration.ofSeconds(8));
            for (int i = 0; i < 10; i++) {
                var viewer = box.attach("main/1", i % 2 == 0 ? Role.VIEWER : Role.DRIVER);
                viewer.stopReading();
                stalled.add(viewer);
            }
            var among = new Storm(random, box, owner, reader).lasts(Duration.ofSeconds(30));

            System.out.println("tmux and boxd together: at most " + among.kilobytes / 1024 + " MB; a reader's answer: "
                    + alone.median() + " ms before, " + among.median() + " ms among stalled viewers, at most "
                    + among.worst() + " ms");
            assertTrue(among.kilobytes < LIMIT_KILOBYTES, "tmux and boxd took " + among.kilobytes / 1024 + " MB");
            // What a person notices is a tenth of a second; a machine that is busy with other things doubles both.
            assertTrue(
                    among.median() <= 2 * alone.median() + 100,
                    "a reader's answer took " + among.median() + " ms instead of " + alone.median() + " ms");

            owner.type("\003");
            owner.forget();
            owner.type("echo reader-$((5*5))\r");
            owner.awaits("reader-25");
        } finally {
            List.copyOf(stalled).forEach(BoxTerminal::close);
        }
    }

    /** Resizes without pause, while somebody else types and waits for the answer, and the memory is looked at. */
    private static final class Storm {

        private final Random random;
        private final TestBox box;
        private final BoxTerminal owner;
        private final BoxTerminal reader;
        private final List<Long> answers = new ArrayList<>();
        int kilobytes;

        Storm(Random random, TestBox box, BoxTerminal owner, BoxTerminal reader) {
            this.random = random;
            this.box = box;
            this.owner = owner;
            this.reader = reader;
        }

        Storm lasts(Duration time) {
            long until = System.nanoTime() + time.toNanos();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var resizes = threads.submit(() -> {
                    while (System.nanoTime() < until) {
                        owner.resize(80 + random.nextInt(160), 24 + random.nextInt(46));
                    }
                });
                for (int round = 0; System.nanoTime() < until; round++) {
                    answer(round);
                    if (round % 20 == 0) {
                        look();
                    }
                }
                resizes.get();
            } catch (ExecutionException | InterruptedException broken) {
                throw new AssertionError("the storm broke off", broken);
            }
            look();
            return this;
        }

        private void look() {
            kilobytes = Math.max(kilobytes, kilobytes(box, "java") + kilobytes(box, "tmux: server"));
        }

        private void answer(int round) {
            reader.forget();
            long typed = System.nanoTime();
            reader.type("echo a-$((" + round + "+1))-b\r");
            reader.awaits("a-" + (round + 1) + "-b");
            answers.add((System.nanoTime() - typed) / 1_000_000);
        }

        long median() {
            return answers.stream().sorted().toList().get(answers.size() / 2);
        }

        long worst() {
            return answers.stream().mapToLong(Long::longValue).max().orElse(0);
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

    /** Resident memory of all processes of this name. */
    private static int kilobytes(TestBox box, String program) {
        String total = box.root("for p in $(pgrep -x '" + program + "'); do "
                + "awk '/^VmRSS/ { print $2 }' /proc/$p/status; done | awk '{ s += $1 } END { print s }'");
        return Integer.parseInt(total.strip());
    }
}
