package dev.berth.proxy.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a proxy must survive: clients that leave at any moment, clients that do not read, and very many that do nothing. */
class RelayUnderLoadTest {

    private static final int CYCLES = 5_000;
    private static final int IDLE = 2_000;

    @Test
    void clientsThatLeaveEarlyLeaveNothingBehind() throws IOException {
        long seed = Long.getLong("berth.seed", System.nanoTime());
        Random random = new Random(seed);
        try (RelayRig rig = new RelayRig(InstancePhase.READY)) {
            // Long enough that every kind of client came, and with it all that the JVM opens once.
            cycle(rig, random, 500);
            settled(rig);
            long base = descriptors();

            cycle(rig, random, CYCLES);

            settled(rig);
            assertEquals(0, rig.terminals.count(), "seed " + seed);
            await("descriptors back at " + base + ", seed " + seed)
                    .atMost(Duration.ofSeconds(10))
                    .until(RelayUnderLoadTest::descriptors, now -> now <= base);
        }
    }

    @Test
    void aStalledReaderCostsNothingUnder64Megabytes() throws IOException, InterruptedException {
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=64m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StalledReader.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, small.waitFor(), said);
        assertTrue(said.contains("came through whole"), said);
    }

    @Test
    void thousandsOfIdleTerminalsAreCheapAndAlive() throws IOException {
        try (RelayRig rig = new RelayRig(InstancePhase.READY)) {
            List<TestBrowser> browsers = new ArrayList<>();
            for (int i = 0; i < IDLE; i++) {
                browsers.add(rig.browser('o').hello());
            }
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> rig.box.received.size() == IDLE);
            TestBrowser any = browsers.get(IDLE / 2).reads().type("alive");
            until(() -> any.screen().endsWith("alive"));
            assertEquals(IDLE, rig.terminals.count());

            browsers.forEach(TestBrowser::close);
            settled(rig);
            assertEquals(0, rig.terminals.count());
        }
    }

    /** Some leave before they have said anything, some before the box has answered, some in the middle of a key. */
    private static void cycle(RelayRig rig, Random random, int times) {
        for (int i = 0; i < times; i++) {
            TestBrowser browser = rig.browser(random.nextInt(4) == 0 ? 'w' : 'o');
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> browser.hello();
                case 2 -> browser.hello().type("k");
                default -> {
                    browser.hello();
                    if (random.nextInt(10) == 0) {
                        browser.reads();
                        until(() -> browser.screen().contains("$ "));
                    }
                }
            }
            browser.close();
        }
    }

    private static void settled(RelayRig rig) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        rig.terminals.count() == 0 && rig.box.connections.isEmpty() && rig.cluster.listeners() == 0);
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static void until(Callable<Boolean> fact) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(fact);
    }
}
