package dev.berth.controller.computer;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.crd.AgentStatus;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Demand;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstancePower;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.Power;
import dev.berth.crd.WakeReason;
import dev.berth.ttyd.BoxActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One Computer with its Instances and Faces in an API server of memory, its reconciler's own decisions, and everybody else who writes, on a virtual clock. */
final class ComputerWorld {

    static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    /** The process dies here. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Random random;
    private final Brain brain;
    private final Set<Long> instanceNumbers = new HashSet<>();
    private final Set<Long> faceNumbers = new HashSet<>();
    private final NewestDemand newest = new NewestDemand();

    final List<String> violations = new ArrayList<>();
    Instant now = START;
    View api = new View(Stored.computer(START), List.of(), List.of());
    private final LaggingCaches cache;
    private ActivityBook book = new ActivityBook();
    private int version;
    int writes;
    boolean calm;
    boolean mute;
    Duration inputAge = Duration.ofHours(9);

    ComputerWorld(Random random, Brain brain) {
        this.random = random;
        this.brain = brain;
        this.cache = new LaggingCaches(random, api);
    }

    private void mayCrash() {
        if (!calm && random.nextInt(12) == 0) throw new Crash();
    }

    void watch() {
        cache.sees(api, calm);
    }

    /** A new process; its first lists may be answered from a watch cache of the API server that is behind. */
    void takeOver() {
        book = new ActivityBook();
        cache.listsAgain(api);
    }

    ComputerFacts facts(View view, Computer computer) {
        var running = view.instances().stream()
                .filter(instance -> instance.getMetadata().getDeletionTimestamp() == null)
                .findFirst()
                .map(instance -> instance.getMetadata().getUid());
        return Stored.facts(computer, view.instances(), view.faces(), book.of(running.orElse("")), now);
    }

    /** One run of the Computer's reconciler. */
    void run() {
        var computer = cache.view().computer();
        if (computer == null) return;
        var facts = facts(cache.view(), computer);
        var decision = brain.decide(facts);
        if (decision.needsAnswer(now)) {
            facts.instance().ifPresent(this::ask);
            facts = facts(cache.view(), computer);
            decision = brain.decide(facts);
        }
        if (facts.deleting()) {
            leave(computer, facts, decision);
            return;
        }
        mayCrash();
        switch (brain.plan(facts, decision)) {
            case ComputerPlanner.Plan.Keep _ -> {}
            case ComputerPlanner.Plan.Create create -> {
                if (!brain.mayCreate(api.computer(), api.instances(), create.spec())) return;
                create(create.spec());
                mayCrash();
                // The answer is lost now and then; then the cache learns of it when the watch does.
                if (calm || random.nextInt(4) > 0) cache.knows(api.instances());
            }
            case ComputerPlanner.Plan.Change change -> {
                if (!api.instances().contains(change.instance())) return;
                put(Stored.with(change.instance(), change.spec()));
                mayCrash();
            }
        }
        report(computer, facts(cache.view(), computer), decision);
        mayCrash();
    }

    private void leave(Computer computer, ComputerFacts facts, Decision decision) {
        var farewell = brain.farewell(facts);
        if (farewell instanceof ComputerPlanner.Farewell.Done && brain.mayGo(api.instances())) {
            if (!api.instances().isEmpty() || !cache.view().faces().isEmpty())
                violations.add("the computer went before " + api.instances().size() + " of its Instances");
            api = new View(null, api.instances(), api.faces());
            return;
        }
        if (!report(computer, facts, decision)) return;
        mayCrash();
        switch (farewell) {
            case ComputerPlanner.Farewell.Done _ -> {}
            case ComputerPlanner.Farewell.CloseFaces closing ->
                closing.faces().forEach(face -> close(face.getSpec().number()));
            case ComputerPlanner.Farewell.Destroy destroy ->
                destroy.instances()
                        .forEach(instance -> destroy(instance.getSpec().number()));
        }
    }

    /** False if the object had changed since it was read. */
    private boolean report(Computer computer, ComputerFacts facts, Decision decision) {
        var status = brain.report(facts, decision);
        if (status.equals(computer.getStatus())) return true;
        if (!computer.equals(api.computer())) return false;
        if (highestClosed(status) < highestClosed(computer.getStatus()))
            violations.add("highestClosedFace went down, which the API server refuses for ever");
        var written = Stored.with(computer, status);
        api = new View(written, api.instances(), api.faces());
        cache.knows(written);
        writes++;
        return true;
    }

    private void create(InstanceSpec spec) {
        if (!instanceNumbers.add(spec.number())) violations.add("Instance number " + spec.number() + " used twice");
        var all = new ArrayList<>(api.instances());
        all.add(Stored.instance(spec, "i-" + ++version, now));
        api = new View(api.computer(), List.copyOf(all), api.faces());
        if (all.size() > 1) violations.add(all.size() + " Instances of one computer");
    }

    private void ask(Instance instance) {
        var uid = instance.getMetadata().getUid();
        if (mute || Stored.phase(instance) != InstancePhase.READY) book.silent(uid, now);
        else
            book.answered(
                    uid, new BoxActivity("b", "v", 1, inputAge.toMillis(), -1, List.of(), List.of(), List.of()), now);
    }

    /** One step of the Instance's reconciler: it takes what its spec wants one phase further. */
    void machine() {
        for (var instance : api.instances()) {
            if (instance.getMetadata().getDeletionTimestamp() != null) {
                if (brain.numberIsSpent(instance, api.computer())) remove(instance);
                continue;
            }
            boolean run = instance.getSpec().power() == InstancePower.RUNNING;
            var next =
                    switch (Stored.phase(instance)) {
                        case QUEUED -> run ? InstancePhase.BOOTING : InstancePhase.QUEUED;
                        case BOOTING, RESUMING -> InstancePhase.READY;
                        case READY -> run ? InstancePhase.READY : InstancePhase.SUSPENDING;
                        case SUSPENDING -> run || !wishesSleep() ? InstancePhase.READY : InstancePhase.SUSPENDED;
                        case SUSPENDED -> run ? InstancePhase.RESUMING : InstancePhase.SUSPENDED;
                        case PROVISIONING, STOPPING, STOPPED, TERMINATING, FAILED -> throw new AssertionError();
                    };
            if (next != Stored.phase(instance)) put(Stored.with(instance, next, now));
        }
    }

    /** As the handshake asks, past every cache. */
    private boolean wishesSleep() {
        var computer = api.computer();
        return computer == null || Decision.of(facts(api, computer)).wanted().isSuspended();
    }

    /** A replica of the proxy that knows Faces up to {@code seen} lands a visitor (resources.md 4.2). */
    void land(long seen) {
        var computer = api.computer();
        long number = seen + 1;
        if (computer == null
                || computer.getMetadata().getDeletionTimestamp() != null
                || api.faces().stream().anyMatch(face -> face.getSpec().number() == number)) return;
        // The POST succeeds; what its reader finds stored decides whether the number is its own.
        if (highestClosed(computer.getStatus()) >= number) return;
        if (!faceNumbers.add(number)) violations.add("face number " + number + " used twice");
        var all = new ArrayList<>(api.faces());
        all.add(Stored.face(number, now));
        api = new View(computer, api.instances(), List.copyOf(all));
        asked(DemandWant.AWAKE);
    }

    long highestFace() {
        return faceNumbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** As the proxy: on a Face that is not closing, and later than what is known. */
    void demand(DemandWant want) {
        var open = api.faces().stream()
                .filter(face -> face.getMetadata().getDeletionTimestamp() == null)
                .toList();
        if (open.isEmpty()) return;
        now = now.plusSeconds(1);
        put(Stored.with(open.get(random.nextInt(open.size())), new Demand(want, now, WakeReason.BUTTON)));
        asked(want);
    }

    private void asked(DemandWant want) {
        newest.asked(want, now);
    }

    /** Somebody closes every Face. */
    void closeAll() {
        api.faces().forEach(face -> close(face.getSpec().number()));
    }

    void close(long number) {
        for (var face : api.faces()) if (face.getSpec().number() == number) put(Stored.closing(face, now));
    }

    /** The Face's reconciler lets go what is stored as closed. */
    void sweepFaces() {
        var computer = api.computer();
        boolean leaves = computer == null || computer.getMetadata().getDeletionTimestamp() != null;
        long stored = computer == null ? 0 : highestClosed(computer.getStatus());
        var kept = computer == null || computer.getStatus() == null
                ? null
                : requireNonNull(computer.getStatus().power()).demand();
        var left = api.faces().stream()
                .filter(face -> face.getMetadata().getDeletionTimestamp() == null
                        || !(leaves || brain.mayGo(face, stored, kept)))
                .toList();
        api = new View(computer, api.instances(), left);
        newest.forgottenBy(api).ifPresent(violations::add);
    }

    void destroy(long number) {
        for (var instance : api.instances())
            if (instance.getSpec().number() == number) put(Stored.closing(instance, now));
    }

    void owner(Power power) {
        var computer = api.computer();
        if (computer != null) api = new View(Stored.with(computer, power), api.instances(), api.faces());
    }

    void delete() {
        var computer = api.computer();
        if (computer != null) api = new View(Stored.closing(computer, now), api.instances(), api.faces());
    }

    private void put(Instance changed) {
        api = new View(api.computer(), Stored.replace(api.instances(), changed), api.faces());
    }

    private void put(Face changed) {
        api = new View(api.computer(), api.instances(), Stored.replace(api.faces(), changed));
    }

    private void remove(Instance gone) {
        api = new View(
                api.computer(),
                api.instances().stream()
                        .filter(instance -> !instance.equals(gone))
                        .toList(),
                api.faces());
    }

    private static long highestClosed(@Nullable ComputerStatus status) {
        if (status == null) return 0;
        return requireNonNullElse(status.agents(), List.<AgentStatus>of()).stream()
                .mapToLong(agent -> requireNonNullElse(agent.highestClosedFace(), 0L))
                .max()
                .orElse(0);
    }
}
