package dev.berth.proxy.relay;

import static org.awaitility.Awaitility.await;

import dev.berth.crd.InstancePhase;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** A browser that stops reading while its box prints for ever: run in a small heap of its own, proxy, box and browser together. */
final class StalledReader {

    private static final int BLOCK = 64 * 1024;
    private static final int MOST = 4096;
    private static final Duration STOPPED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StalledReader() {}

    public static void main(String[] arguments) {
        try (RelayRig rig = new RelayRig(InstancePhase.READY);
                TestBrowser stalled = rig.browser('o').countsOnly().hello()) {
            waitFor(() -> rig.box.attached.size() == 1 && !rig.box.received.isEmpty());
            Channel box = rig.box.attached.iterator().next();
            String block = "Z".repeat(BLOCK);
            int written = 0;
            while (written < MOST && writable(box)) {
                rig.box.output(block);
                written++;
            }
            if (written == MOST) {
                throw new IllegalStateException("256 MB went somewhere: the box was never stopped");
            }
            System.out.println("the box was stopped after " + written * BLOCK / 1024 + " KB");
            long expected = (long) written * BLOCK;
            stalled.reads();
            waitFor(() -> stalled.counted() == expected);
            System.out.println("and all of it came through whole");
        }
        System.exit(0);
    }

    private static boolean writable(Channel channel) {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(STOPPED)
                    .until(channel::isWritable);
            return true;
        } catch (ConditionTimeoutException full) {
            return false;
        }
    }

    private static void waitFor(Callable<Boolean> fact) {
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(fact);
    }
}
