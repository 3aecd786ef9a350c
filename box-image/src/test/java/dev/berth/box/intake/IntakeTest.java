package dev.berth.box.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.box.intake.Intake.State;
import dev.berth.ttyd.CloseCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line of "Hold" in resources.md 4.4, as one story. */
class IntakeTest {

    private final Intake<String> intake = new Intake<>(Duration.ofMinutes(5));

    private static String words(List<Intake.Action<String>> actions) {
        return String.join(", ", actions.stream().flatMap(IntakeTest::word).toList());
    }

    private static Stream<String> word(Intake.Action<String> action) {
        return Stream.of(
                switch (action) {
                    case Intake.Action.Hold<String>(String socket) -> "hold " + socket;
                    case Intake.Action.Go<String>(String socket) -> "go " + socket;
                    case Intake.Action.Close<String>(String socket, int code, String why) ->
                        "close " + socket + " " + code;
                    case Intake.Action.Deliver<String>(long number) -> "deliver";
                    case Intake.Action.Answer<String>(long call, boolean ok, String why) ->
                        (ok ? "ok " : "busy ") + call;
                });
    }

    @Test
    void every_socket_answers_and_the_intake_closes() {
        intake.attached("a");
        intake.attached("b");
        assertEquals("hold a, hold b", words(intake.quiesce(1, intake.seq(), false, 0)));
        assertEquals("", words(intake.pong("a", 10)));
        assertEquals("deliver", words(intake.pong("b", 20)));
        assertEquals("close a 4101, close b 4101, ok 1", words(intake.delivered(1, 30)));
        assertEquals(State.CLOSED, intake.state());
        assertFalse(intake.admits());
    }

    @Test
    void nobody_is_attached() {
        assertEquals("deliver", words(intake.quiesce(1, 0L, false, 0)));
        assertEquals("ok 1", words(intake.delivered(1, 1)));
    }

    @Test
    void input_after_the_ping_is_busy_and_everybody_goes_on() {
        intake.attached("a");
        intake.attached("b");
        intake.quiesce(1, intake.seq(), false, 0);
        intake.pong("b", 1);
        assertEquals("go a, go b, busy 1", words(intake.input("a")));
        assertEquals(State.OPEN, intake.state());
    }

    @Test
    void input_does_not_stop_a_forced_hold() {
        intake.attached("a");
        intake.quiesce(1, null, true, 0);
        assertEquals("", words(intake.input("a")));
        assertFalse(intake.admits(), "nobody new while the last keys go out");
        assertEquals("deliver", words(intake.pong("a", 1)));
        assertEquals("close a 4101, ok 1", words(intake.delivered(1, 2)));
    }

    @Test
    void a_silent_socket_makes_it_busy_and_is_closed_at_the_next_try() {
        intake.attached("a");
        intake.quiesce(1, intake.seq(), false, 0);
        assertEquals("", words(intake.tick(1_999)));
        assertEquals("go a, busy 1", words(intake.tick(2_000)));
        assertEquals(
                "close a " + CloseCode.RESTARTED + ", deliver", words(intake.quiesce(2, intake.seq(), false, 3_000)));
    }

    @Test
    void a_late_pong_forgives() {
        intake.attached("a");
        intake.quiesce(1, intake.seq(), false, 0);
        intake.tick(2_000);
        intake.pong("a", 2_100);
        intake.went("a");
        assertEquals("hold a", words(intake.quiesce(2, intake.seq(), false, 3_000)));
    }

    @Test
    void the_pong_of_a_hold_that_was_taken_back_answers_nothing() {
        intake.attached("a");
        intake.quiesce(1, intake.seq(), false, 0);
        intake.visited();
        assertEquals("hold a", words(intake.quiesce(2, intake.seq(), false, 100)));
        assertEquals("", words(intake.pong("a", 101)), "this one is of the first hold");
        intake.went("a");
        assertEquals("deliver", words(intake.pong("a", 102)));
    }

    @Test
    void force_leaves_the_silent_behind() {
        intake.attached("a");
        intake.attached("b");
        intake.quiesce(1, null, true, 0);
        intake.pong("a", 1);
        assertEquals("close b 1012, deliver", words(intake.tick(2_000)));
        assertEquals("close a 4101, ok 1", words(intake.delivered(1, 2_001)));
    }

    @Test
    void something_came_in_since_the_activity() {
        long seq = intake.seq();
        intake.visited();
        assertEquals("busy 1", words(intake.quiesce(1, seq, false, 0)));
        assertEquals("busy 2", words(intake.quiesce(2, null, false, 0)));
    }

    @Test
    void a_visit_during_the_hold_is_busy() {
        intake.attached("a");
        intake.quiesce(1, intake.seq(), false, 0);
        assertEquals("go a, busy 1", words(intake.visited()));
    }

    @Test
    void two_calls_share_one_hold_and_force_counts_for_both() {
        intake.attached("a");
        intake.quiesce(1, intake.seq(), false, 0);
        assertEquals("", words(intake.quiesce(2, null, true, 1)));
        intake.input("a");
        intake.pong("a", 2);
        assertEquals("close a 4101, ok 1, ok 2", words(intake.delivered(1, 3)));
    }

    @Test
    void the_proof_of_an_older_delivery_is_none() {
        intake.quiesce(1, 0L, false, 0);
        assertEquals("busy 1", words(intake.tick(1_000)));
        intake.quiesce(2, 0L, false, 2_000);
        assertEquals("", words(intake.delivered(1, 2_001)));
        assertEquals("ok 2", words(intake.delivered(2, 2_002)));
    }

    @Test
    void it_opens_by_order_or_by_itself_five_minutes_after_the_last_ok() {
        intake.quiesce(1, 0L, false, 0);
        intake.delivered(1, 0);
        assertEquals("ok 2", words(intake.quiesce(2, 0L, false, 200_000)));
        intake.tick(499_999);
        assertEquals(State.CLOSED, intake.state());
        intake.tick(500_000);
        assertTrue(intake.admits());
        intake.quiesce(3, 0L, false, 600_000);
        intake.delivered(2, 600_000);
        intake.open();
        assertTrue(intake.admits());
    }

    @Test
    void a_socket_that_stands_too_late_is_told_to_wait() {
        intake.quiesce(1, 0L, false, 0);
        intake.delivered(1, 0);
        assertEquals("close late 4101", words(intake.attached("late")));
    }

    @Test
    void whoever_leaves_is_no_longer_waited_for() {
        intake.attached("a");
        intake.quiesce(1, intake.seq(), false, 0);
        assertEquals("deliver", words(intake.left("a", 1)));
    }
}
