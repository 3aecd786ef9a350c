package dev.berth.controller.instance;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.Idle;
import dev.berth.controller.activity.Idleness;
import dev.berth.controller.fault.Faults;
import dev.berth.controller.instance.SleepCheck.Wish;
import dev.berth.controller.provider.BoxAnswer;
import dev.berth.controller.provider.BoxLink;
import dev.berth.controller.provider.Driver;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Instance;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks a box to close its intake before it is put to sleep (resources.md 4.4).
 *
 * <p>Demand and power are read afresh before the question and after the answer; what comes in between opens the intake again. The box's consent is good for 10 s on a monotonic clock.
 */
public final class Handshake {

    /** boxd opens by itself 5 min after ok; a machine must never be suspended long after it agreed. */
    static final Duration GOOD_FOR = Duration.ofSeconds(10);

    sealed interface Consent {

        /** The intake is closed. Also the fence that lets the call through while the consent is fresh. */
        record Given(long atNanos, LongSupplier nanos) implements Consent, Fence {
            @Override
            public void pass() throws ProviderException.Withdrawn {
                if (nanos.getAsLong() - atNanos > GOOD_FOR.toNanos())
                    throw new ProviderException.Withdrawn("The box agreed to sleep too long ago; it is asked again.");
            }
        }

        /** Something is going on in it. */
        record Busy() implements Consent {}

        /** It does not answer. */
        record Silent() implements Consent {}

        /** Somebody wants it by now. */
        record Unwanted() implements Consent {}

        /** Somebody came after it had agreed; its intake is open again. */
        record Reopened(OpenAnswer answer) implements Consent {}
    }

    private final Fence leader;
    private final SleepCheck check;
    private final ActivityBook book;
    private final Function<Instance, Idle> policy;
    private final Faults faults;
    private final Clock clock;
    private final LongSupplier nanos;

    /** @param leader passed on the line before a box is told anything: who leads no more must not close the intake of a box that is in use */
    public Handshake(
            Fence leader,
            SleepCheck check,
            ActivityBook book,
            Function<Instance, Idle> policy,
            Faults faults,
            Clock clock,
            LongSupplier nanos) {
        this.leader = leader;
        this.check = check;
        this.book = book;
        this.policy = policy;
        this.faults = faults;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** @throws ProviderException.Withdrawn when another replica leads by now */
    Consent ask(BoxLink link, Instance instance) throws ProviderException.Withdrawn {
        return switch (check.wish(instance)) {
            case Wish.Awake _ -> new Consent.Unwanted();
            case Wish.Asleep(boolean force, boolean boxSilent) -> {
                if (force) yield quiesce(link, instance, Quiesce.forced(), boxSilent);
                yield switch (link.activity()) {
                    case BoxAnswer.Answered<BoxActivity>(BoxActivity answer) -> ifIdle(link, instance, answer);
                    case BoxAnswer.Silent<BoxActivity> _,
                            BoxAnswer.Refused<BoxActivity> _,
                            BoxAnswer.Unproven<BoxActivity> _ ->
                        boxSilent ? new Consent.Given(nanos.getAsLong(), nanos) : silent(instance);
                };
            }
        };
    }

    /** A last word for a box that is about to be destroyed: what was typed is delivered. Nobody waits for the answer. */
    void leave(Driver driver, Observation observed) throws ProviderException.Withdrawn {
        if (observed instanceof Observation.Present present && present.machine().state() == MachineState.RUNNING) {
            var link = driver.link(present.machine());
            leader.pass();
            link.quiesce(Quiesce.forced());
        }
    }

    private Consent ifIdle(BoxLink link, Instance instance, BoxActivity answer) {
        var now = clock.instant();
        book.answered(uid(instance), answer, now);
        var idle = policy.apply(instance);
        return Idleness.of(answer, idle, now).isIdle(idle, now)
                ? quiesce(link, instance, Quiesce.at(answer.seq()), false)
                : new Consent.Busy();
    }

    private Consent quiesce(BoxLink link, Instance instance, Quiesce body, boolean boxSilent) {
        faults.at("quiesce.before", instance.getSpec().computer());
        leader.pass();
        long asked = nanos.getAsLong();
        var answer = link.quiesce(body);
        faults.at("quiesce.after", instance.getSpec().computer());
        return switch (answer) {
            case BoxAnswer.Answered<BoxLink.Accepted> _ ->
                check.wish(instance) instanceof Wish.Asleep ? new Consent.Given(asked, nanos) : reopen(link);
            case BoxAnswer.Refused<BoxLink.Accepted> _ -> {
                // What made it busy is known to the box alone; asking tells the Computer how long it stays awake.
                if (link.activity() instanceof BoxAnswer.Answered<BoxActivity>(BoxActivity busy))
                    book.answered(uid(instance), busy, clock.instant());
                yield new Consent.Busy();
            }
            case BoxAnswer.Silent<BoxLink.Accepted> _, BoxAnswer.Unproven<BoxLink.Accepted> _ ->
                boxSilent ? new Consent.Given(nanos.getAsLong(), nanos) : silent(instance);
        };
    }

    private Consent reopen(BoxLink link) {
        leader.pass();
        return link.open() instanceof BoxAnswer.Answered<OpenAnswer>(OpenAnswer answer)
                ? new Consent.Reopened(answer)
                : new Consent.Unwanted();
    }

    private Consent silent(Instance instance) {
        book.silent(uid(instance), clock.instant());
        return new Consent.Silent();
    }

    private static String uid(Instance instance) {
        return instance.getMetadata().getUid();
    }
}
