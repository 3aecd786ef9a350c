package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.Idle;
import dev.berth.controller.activity.Idleness;
import dev.berth.controller.computer.WantedFacts.Sign;
import dev.berth.controller.status.Words;
import dev.berth.crd.ActivityStatus;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a computer is due to sleep (resources.md 3.1 row 9 and 4.4). Pure.
 *
 * @param last the newest sign that somebody used or wanted it
 * @param sleepAt {@code idle.after} later, rounded up to the minute
 * @param held what its box says keeps it awake
 * @param silentUntil how long a running box that does not answer is left awake; null while it answers
 * @param askAt when its box has to be asked (again); null unless it is ready
 */
record SleepTimes(
        Sign last,
        Instant sleepAt,
        List<HeldBy> held,
        @Nullable Instant silentUntil,
        @Nullable Instant askAt) {

    private static final String USED = "Somebody used it at ";
    private static final Duration ASK_SILENT = Duration.ofMinutes(1);

    static SleepTimes of(ComputerFacts facts, Idle idle, Demands demands) {
        var readySince = facts.instance().map(SleepTimes::readySince).orElse(null);
        var entry = facts.activity();
        var answer = entry.answer();
        var said =
                answer == null ? new Idleness(Instant.EPOCH, List.of()) : Idleness.of(answer, idle, entry.answeredAt());
        var last = last(facts, demands, said);
        var counted = readySince == null || last.at().isAfter(readySince) ? last.at() : readySince;
        // Rounded before and after: the status keeps whole minutes, and what is read back must give the same time
        // again.
        var sleepAt = ceilMinute(ceilMinute(counted).plus(idle.after()));
        if (readySince == null) return new SleepTimes(last, sleepAt, List.of(), null, null);

        var held = answer == null ? stored(facts.computer().getStatus()) : said.held();
        var silentUntil = entry.silent() ? later(entry.answeredAt(), readySince).plus(idle.unknownFor()) : null;
        return new SleepTimes(last, sleepAt, held, silentUntil, askAt(idle, entry, held, sleepAt));
    }

    private static Instant askAt(Idle idle, ActivityBook.Entry entry, List<HeldBy> held, Instant sleepAt) {
        if (entry.silent()) return entry.triedAt().plus(ASK_SILENT);
        // A new leader knows what held it only from the status, so it asks at once.
        if (!held.isEmpty())
            return entry.answer() == null ? Instant.EPOCH : entry.answeredAt().plus(idle.askHeld());
        return sleepAt;
    }

    private static Sign last(ComputerFacts facts, Demands demands, Idleness said) {
        var created = Instant.parse(facts.computer().getMetadata().getCreationTimestamp());
        var last = new Sign(created, "It was created at " + Words.at(created));
        var asked = demands.sign();
        if (asked != null && !asked.at().isBefore(last.at())) last = asked;
        if (said.lastActiveAt().isAfter(last.at()))
            last = new Sign(said.lastActiveAt(), USED + Words.at(said.lastActiveAt()));
        var told = told(facts.computer().getStatus());
        return told != null && told.at().isAfter(ceilMinute(last.at())) ? told : last;
    }

    /** What its box told another leader, to the minute. */
    private static @Nullable Sign told(@Nullable ComputerStatus status) {
        var activity = status == null ? null : status.activity();
        var minute = activity == null ? null : activity.lastActiveAt();
        if (status == null || minute == null) return null;
        // The same sentence, which knows the true minute, or a change of leaders would write to every computer.
        var because = status.power() == null ? null : status.power().because();
        return new Sign(minute, because != null && because.startsWith(USED) ? because : USED + Words.at(minute));
    }

    private static List<HeldBy> stored(@Nullable ComputerStatus status) {
        var activity = status == null ? null : status.activity();
        return activity == null ? List.of() : boxHeld(activity);
    }

    private static List<HeldBy> boxHeld(ActivityStatus activity) {
        return requireNonNullElse(activity.heldBy(), List.<HeldBy>of()).stream()
                .filter(held -> held.kind() == HeldKind.AGENT || held.kind() == HeldKind.LEASE)
                .toList();
    }

    private static @Nullable Instant readySince(Instance instance) {
        var status = instance.getStatus();
        if (status == null || status.phase() != InstancePhase.READY) return null;
        return requireNonNullElse(status.phaseSince(), Instant.EPOCH);
    }

    static Instant ceilMinute(Instant time) {
        var floor = time.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(time) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
