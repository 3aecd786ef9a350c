package dev.berth.box.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.box.gate.GrantGate.Admission;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Scope;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who is let in, on a clock that may be behind. */
class GrantGateTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final String INSTANCE = "11111111-2222-3333-4444-555555555555";

    private final BoxKey key = BoxKey.derive("2026-11", new byte[32], INSTANCE);
    private Instant machine = NOW;
    private long nanos;
    private final GrantGate gate = new GrantGate(key, () -> machine, () -> nanos);

    private Admission check(Grant grant) {
        return gate.check(key.sign(grant), grant.scope());
    }

    @Test
    void lets_each_grant_in_once_and_proves_itself_both_times() {
        var grant = Grant.control(INSTANCE, NOW);
        var first = assertInstanceOf(Admission.Admitted.class, check(grant));
        assertTrue(key.proves(grant.jti(), first.proof()));
        var again = assertInstanceOf(Admission.Refused.class, check(grant));
        assertEquals(401, again.status());
        assertTrue(key.proves(grant.jti(), again.proof()));
    }

    @Test
    void proves_nothing_to_strangers() {
        var other = BoxKey.derive("2026-11", new byte[32], "99999999-2222-3333-4444-555555555555");
        for (String token : new String[] {"", "a.b.c", other.sign(Grant.control(INSTANCE, NOW))}) {
            assertEquals(
                    "",
                    assertInstanceOf(Admission.Refused.class, gate.check(token, Scope.CONTROL))
                            .proof());
        }
        assertInstanceOf(Admission.Refused.class, gate.check(null, Scope.CONTROL));
    }

    @Test
    void refuses_an_expired_grant_and_one_for_another_call() {
        assertInstanceOf(Admission.Refused.class, check(Grant.control(INSTANCE, NOW.minusSeconds(61))));
        var attach = Grant.attach(INSTANCE, "main/1", Role.OWNER, true, NOW);
        assertInstanceOf(Admission.Refused.class, gate.check(key.sign(attach), Scope.CONTROL));
    }

    @Test
    void a_clock_that_is_behind_is_moved_forward_and_never_back() {
        machine = NOW.minus(Duration.ofHours(3));
        assertInstanceOf(Admission.Admitted.class, check(Grant.control(INSTANCE, NOW)));
        assertInstanceOf(
                Admission.Refused.class,
                check(Grant.control(INSTANCE, NOW.minusSeconds(61))),
                "what expired before the newest grant was signed stays expired");
        machine = NOW.minus(Duration.ofHours(5));
        assertInstanceOf(Admission.Refused.class, check(Grant.control(INSTANCE, NOW.minusSeconds(61))));
        machine = NOW.plusSeconds(10);
        nanos = 10_000_000_000L;
        assertInstanceOf(Admission.Admitted.class, check(Grant.control(INSTANCE, NOW)));
    }

    @Test
    void a_clock_that_is_put_right_later_does_not_run_ahead() {
        machine = NOW.minus(Duration.ofHours(3));
        check(Grant.control(INSTANCE, NOW));
        machine = NOW.plusSeconds(1);
        nanos = 1_000_000_000L;
        assertInstanceOf(Admission.Admitted.class, check(Grant.control(INSTANCE, NOW.plusSeconds(1))));
    }

    @Test
    void memory_of_used_grants_is_bounded_and_ends_with_them() {
        var spent = new SpentGrants();
        Instant exp = NOW.plusSeconds(60);
        for (int i = 0; i < SpentGrants.MAX; i++) {
            assertEquals(SpentGrants.Spending.FIRST, spent.spend("jti" + i, exp, NOW));
        }
        assertEquals(SpentGrants.Spending.FULL, spent.spend("one more", exp, NOW));
        assertEquals(SpentGrants.Spending.FIRST, spent.spend("later", exp.plusSeconds(60), exp));
        assertEquals(1, spent.size());
    }
}
