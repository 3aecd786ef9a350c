package dev.berth.box.gate;

import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.GrantCheck;
import dev.berth.ttyd.Scope;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in, or says why not (resources.md 4.9): signature, box, expiry on the forward-moving clock, single use, scope.
 *
 * <p>The proof goes with every answer to a grant that this box's secret signed, refusals too: the caller has to know that it spoke to
 * the right box. Nobody else gets one, so the box signs nothing for strangers.
 */
public final class GrantGate {

    private static final int MAX_JTI = 64;

    /** What became of a request's grant. */
    public sealed interface Admission {

        record Admitted(Grant grant, String proof) implements Admission {}

        /** @param proof empty where the caller proved nothing itself */
        record Refused(int status, String sentence, String proof) implements Admission {}
    }

    private final BoxKey key;
    private final ForwardClock clock;
    private final SpentGrants spent = new SpentGrants();

    /** @param nanos monotonic */
    public GrantGate(BoxKey key, InstantSource machineClock, LongSupplier nanos) {
        this.key = key;
        this.clock = new ForwardClock(machineClock, nanos);
    }

    public Admission check(@Nullable String token, Scope scope) {
        if (token == null || token.isEmpty()) {
            return stranger("This computer answers only to its control plane; the request carries no grant.");
        }
        return switch (key.check(token, clock.instant())) {
            case GrantCheck.Valid(Grant grant) -> signed(grant, scope);
            case GrantCheck.Expired(Grant grant) ->
                new Admission.Refused(401, "The grant has expired; ask for a new one.", key.proof(grant.jti()));
            case GrantCheck.Malformed ignored -> stranger("The grant cannot be read; sign a new one.");
            case GrantCheck.WrongKey ignored ->
                stranger("The grant is signed with another master key; use the key that status.box.keyId names.");
            case GrantCheck.BadSignature ignored ->
                stranger("The grant is not signed for this computer; read its Instance again.");
            case GrantCheck.WrongInstance ignored ->
                stranger("The grant is for another computer; read the Instance again.");
        };
    }

    private Admission signed(Grant grant, Scope scope) {
        clock.signed(grant.exp());
        if (grant.jti().isEmpty() || grant.jti().length() > MAX_JTI) {
            return stranger("The grant's id is empty or longer than " + MAX_JTI + " characters; sign a new one.");
        }
        String proof = key.proof(grant.jti());
        return switch (spent.spend(grant.jti(), grant.exp(), clock.instant())) {
            case AGAIN -> new Admission.Refused(401, "The grant was used before; each lets one request in.", proof);
            case FULL -> new Admission.Refused(503, "Too many requests in the last minute; try again shortly.", proof);
            case FIRST ->
                grant.scope() == scope
                        ? new Admission.Admitted(grant, proof)
                        : new Admission.Refused(
                                401, "The grant is not for this call; sign one for " + name(scope) + ".", proof);
        };
    }

    private static Admission stranger(String sentence) {
        return new Admission.Refused(401, sentence, "");
    }

    private static String name(Scope scope) {
        return switch (scope) {
            case ATTACH -> "attach";
            case PORT -> "port";
            case CONTROL -> "control";
        };
    }
}
