package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.activity.Idle;
import dev.berth.controller.activity.Idleness;
import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;
import dev.berth.crd.IdlePolicy;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a computer sleeps under and what keeps it awake: real programs in real boxes, judged as the controller judges, in true time. The class says {@code after: 1m, maxBusy: 2m}; the box
 * counts work over its own minute. All boxes run side by side, so the table costs what its longest row does.
 */
@Tag("box")
class ActivityTableTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Idle IDLE =
            Idle.of(new IdlePolicy(Duration.ofMinutes(1), null, null, null, Duration.ofMinutes(2)));
    /** A minute after the last key, a minute in which work is remembered, and some looks. */
    private static final Duration SOON_ASLEEP = Duration.ofSeconds(100);
    /** Longer than the minute in which work, keys and requests count: what is awake after it is so for another reason. */
    private static final Duration A_WINDOW = Duration.ofSeconds(70);

    private static final Map<String, CompletableFuture<Void>> ROWS = new LinkedHashMap<>();
    /** A machine of two cores boots them two at a time. */
    private static final Semaphore BOOTS = new Semaphore(2);

    @BeforeAll
    static void everythingAtOnce() {
        var idle = box(ActivityTableTest::idlePrograms);
        List.of("sleep 9999 → sleep", "idle vim → sleep", "an idle prompt → sleep", "tail -f → sleep")
                .forEach(row -> ROWS.put(row, idle));
        ROWS.put("make → awake", box(box -> works(box, MAKE)));
        ROWS.put("yes >/dev/null → awake", box(box -> works(box, "yes >/dev/null")));
        ROWS.put("a dev server with traffic → awake", box(ActivityTableTest::devServer));
        ROWS.put("a lease → awake", box(ActivityTableTest::lease));
        ROWS.put("top → until the cap", box(ActivityTableTest::top));
    }

    static Stream<String> rows() {
        return ROWS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holds(String row) throws InterruptedException, TimeoutException {
        try {
            Objects.requireNonNull(ROWS.get(row)).get(4, TimeUnit.MINUTES);
        } catch (ExecutionException failed) {
            throw new AssertionError(row + ": " + failed.getMessage(), failed);
        }
    }

    private static void idlePrograms(TestBox box) {
        try (var _ = running(box, 1, "sleep 9999");
                var _ = running(box, 2, "vim /tmp/idle");
                var _ = running(box, 3, "");
                var _ = running(box, 4, "tail -f /etc/hostname")) {
            await("it sleeps under all four", SOON_ASLEEP).until(() -> isIdle(box));
            stays("it sleeps on").until(() -> isIdle(box));
            for (var program : List.of("sleep", "vim", "tail"))
                assertTrue(!box.claude("pgrep -x " + program).isBlank(), program + " still runs");
            assertEquals(4, box.activity().sessions().size(), "the tabs stay open");
        }
    }

    /** Steps of a build: other programs come and go, make stays. */
    private static final String MAKE =
            "printf 'all:\\n\\t@while :; do head -c 30000000 /dev/zero | sha256sum; sleep 1; done\\n'"
                    + " > /tmp/Makefile; make -s -f /tmp/Makefile >/dev/null";

    private static void works(TestBox box, String command) {
        try (var _ = running(box, 1, command)) {
            await(command + " is work", Duration.ofSeconds(40)).until(() -> heldBy(box, HeldKind.AGENT));
            stays(command + " stays work").until(() -> heldBy(box, HeldKind.AGENT));
            assertTrue(inputAge(box).compareTo(IDLE.after()) > 0, "by now no key keeps it awake");
            assertTrue(!isIdle(box));
        }
    }

    private static void devServer(TestBox box) {
        try (var _ = running(box, 1, "python3 -m http.server 8123 2>/dev/null")) {
            await("the server answers", Duration.ofSeconds(30)).until(() -> look(box) == 200);
            Awaitility.await("traffic keeps it awake")
                    .pollInterval(Duration.ofSeconds(5))
                    .during(A_WINDOW)
                    .atMost(A_WINDOW.plusSeconds(10))
                    .until(() -> look(box) == 200 && !isIdle(box));
            assertTrue(inputAge(box).compareTo(IDLE.after()) > 0, "by now no key keeps it awake");
            await("without traffic it sleeps, although the server runs", SOON_ASLEEP)
                    .until(() -> isIdle(box));
        }
    }

    private static void lease(TestBox box) {
        assertEquals(0, box.asks("berth keep-awake 2h 'long tests'").exitCode());
        stays("the lease keeps it awake").until(() -> heldBy(box, HeldKind.LEASE) && !isIdle(box));
    }

    private static void top(TestBox box) {
        var cap = IDLE.maxBusy();
        assertEquals(204, box.configure(new BoxConfig(List.of(), List.of("main/1"), 0, cap.toMillis(), Map.of())));
        try (var _ = running(box, 1, "top -d 1")) {
            await("top is work", Duration.ofSeconds(40)).until(() -> heldBy(box, HeldKind.AGENT));
            stays("top stays work").until(() -> heldBy(box, HeldKind.AGENT));
            await("until the cap", cap).until(() -> isIdle(box));
            var worked = Duration.ofMillis(box.activity().agents().getFirst().busyForMillis());
            assertTrue(worked.compareTo(cap) >= 0, "it was let go after " + worked);
            assertTrue(worked.compareTo(cap.plusSeconds(20)) < 0, "it was let go after " + worked);
        }
    }

    private static CompletableFuture<Void> box(Consumer<TestBox> story) {
        return CompletableFuture.runAsync(
                () -> {
                    BOOTS.acquireUninterruptibly();
                    TestBox box;
                    try {
                        box = TestBox.started();
                    } finally {
                        BOOTS.release();
                    }
                    try (box) {
                        story.accept(box);
                    }
                },
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private static BoxTerminal running(TestBox box, int face, String command) {
        var terminal = box.newFace("main/" + face);
        terminal.awaits("$").type(command + "\r");
        return terminal;
    }

    private static boolean isIdle(TestBox box) {
        var now = CLOCK.instant();
        return Idleness.of(box.activity(), IDLE, now).isIdle(IDLE, now);
    }

    private static boolean heldBy(TestBox box, HeldKind kind) {
        return Idleness.of(box.activity(), IDLE, CLOCK.instant()).held().stream()
                .map(HeldBy::kind)
                .anyMatch(kind::equals);
    }

    private static Duration inputAge(TestBox box) {
        return Duration.ofMillis(box.activity().inputAgeMillis());
    }

    private static int look(TestBox box) {
        var grant = Grant.port(box.key.instanceUid(), 8123, Role.OWNER, Instant.now());
        return box.request("GET", "/v1/port/8123/", box.key.sign(grant)).statusCode();
    }

    private static ConditionFactory await(String what, Duration atMost) {
        return Awaitility.await(what).pollInterval(Duration.ofSeconds(1)).atMost(atMost);
    }

    private static ConditionFactory stays(String what) {
        return Awaitility.await(what)
                .pollInterval(Duration.ofSeconds(2))
                .during(A_WINDOW)
                .atMost(A_WINDOW.plusSeconds(10));
    }
}
