package dev.berth.proxy.relay.boot;

import dev.berth.crd.DemandWant;
import dev.berth.crd.Power;
import dev.berth.crd.Progress;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this proxy measures of a computer's start where nobody else does (resources.md 4.9): how long it was wanted before it began, how long the gate took, how long the first face.
 *
 * <p>DESIGN. Times in etcd have whole seconds and other clocks made them, so only the moments at which this proxy saw a change are used. What the provider measured itself is taken as
 * it says; {@code request} and {@code terminal} are what lies between, so the lines of a face add up to what a visitor waited. What was not watched from its beginning has no duration.
 * Thread-safe.
 */
public final class StartTimes {

    private static final int REMEMBERED = 4096;

    /**
     * The face that came first.
     *
     * @param face as the box knows it: {@code main/1}
     */
    public record Arrival(String face, String hash, Duration took) {}

    /**
     * @param request from the wish to the beginning of the start
     * @param terminal from the last step that the provider measured to the gate's answer
     * @param failed how long the step took that failed
     * @param arrival the first face of this start, if it came through this proxy
     */
    public record Measured(
            Optional<Duration> request,
            Optional<Duration> terminal,
            Optional<Duration> failed,
            Optional<Arrival> arrival) {

        static final Measured NOTHING =
                new Measured(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One start, from the wish on. */
    private static final class Start {
        final String incarnation;
        Instant newestWish = Instant.MIN;

        @Nullable
        Power power;

        @Nullable
        Instant wished;
        /** Which machine; empty while it rests. */
        String uid = "";

        int launch;
        Instant begun = Instant.MIN;
        Duration before = Duration.ZERO;

        @Nullable
        Instant ready;

        @Nullable
        Duration request;

        @Nullable
        Duration terminal;

        @Nullable
        Duration failed;

        @Nullable
        Arrival arrival;

        Start(String incarnation) {
            this.incarnation = incarnation;
        }

        boolean resting() {
            return uid.isEmpty();
        }

        boolean over() {
            return ready != null || failed != null;
        }

        boolean of(Machine machine) {
            return uid.equals(machine.uid()) && launch == machine.launch();
        }

        void begin(Machine machine, Instant now) {
            uid = machine.uid();
            launch = machine.launch();
            begun = now;
            before = provider(machine);
            ready = null;
            terminal = null;
            failed = null;
            arrival = null;
        }

        /** Since the beginning, without what the provider measured itself. */
        Duration beside(Machine machine, Instant now) {
            return minus(Duration.between(begun, now), provider(machine).minus(before));
        }
    }

    private final Map<ComputerKey, Start> starts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ComputerKey, Start> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The computer as it is now; to be told of every change, when it is seen. */
    public synchronized void observe(ComputerView computer, List<FaceView> faces, Instant now) {
        var start = starts.compute(
                computer.key(),
                (key, known) -> known != null && known.incarnation.equals(computer.incarnation())
                        ? known
                        : new Start(computer.incarnation()));
        if (!(computer.machine() instanceof Machine machine)) {
            rests(start, computer, faces, now);
            return;
        }
        switch (machine.phase()) {
            case SUSPENDED, STOPPED -> rests(start, computer, faces, now);
            case QUEUED, PROVISIONING, BOOTING, RESUMING -> underway(start, machine, now);
            case READY -> ready(start, machine, now);
            case FAILED -> failed(start, machine, now);
            // On the way down it may turn back, and then it is the same start.
            case SUSPENDING, STOPPING, TERMINATING -> {}
        }
    }

    /** A visitor reached the terminal of a face; {@code since} when this socket began to knock. */
    public synchronized void arrived(ComputerKey computer, Machine machine, FaceView face, Instant since, Instant now) {
        var start = starts.get(computer);
        if (start == null || start.arrival != null || !start.of(machine)) return;
        var from = start.ready == null ? since : later(since, start.ready);
        start.arrival = new Arrival(face.inBox(), face.hash(), minus(Duration.between(from, now), Duration.ZERO));
    }

    public synchronized Measured of(ComputerView computer) {
        var start = starts.get(computer.key());
        if (start == null || !(computer.machine() instanceof Machine machine) || !start.of(machine)) {
            return Measured.NOTHING;
        }
        return new Measured(
                Optional.ofNullable(start.request),
                Optional.ofNullable(start.terminal),
                Optional.ofNullable(start.failed),
                Optional.ofNullable(start.arrival));
    }

    public synchronized void forget(ComputerKey computer) {
        starts.remove(computer);
    }

    private void rests(Start start, ComputerView computer, List<FaceView> faces, Instant now) {
        var next = start;
        if (!start.resting()) {
            next = new Start(start.incarnation);
            next.newestWish = start.newestWish;
            next.power = start.power;
            starts.put(computer.key(), next);
        }
        boolean first = next.power == null;
        boolean freed = next.power == Power.SUSPENDED && computer.power() != Power.SUSPENDED;
        var newest = newestWish(faces);
        // A computer that is new is wanted by being there; later a visit wants it, or its owner who lets it go.
        boolean wanted = first
                ? !(computer.machine() instanceof Machine) && computer.power() != Power.SUSPENDED
                : freed || newest.isAfter(next.newestWish);
        if (wanted) next.wished = now;
        next.newestWish = later(next.newestWish, newest);
        next.power = computer.power();
    }

    private static void underway(Start start, Machine machine, Instant now) {
        if (start.resting()) {
            start.begin(machine, now);
            if (start.wished != null) start.request = minus(Duration.between(start.wished, now), start.before);
        } else if (start.over() || !start.of(machine)) {
            // It fell, or a try was given up for the next: what was asked for stands, and time runs from here.
            start.begin(machine, now);
        }
    }

    private static void ready(Start start, Machine machine, Instant now) {
        boolean seen = !start.resting();
        if (!seen || !start.of(machine)) underway(start, machine, now);
        if (start.ready != null) return;
        start.ready = now;
        // A start that was over when it was first seen has no length.
        if (seen) start.terminal = start.beside(machine, now);
    }

    private static void failed(Start start, Machine machine, Instant now) {
        if (start.resting() || start.failed != null) return;
        start.failed = start.beside(machine, now);
    }

    /** What the provider says that its steps of this transition took. */
    private static Duration provider(Machine machine) {
        return Duration.ofMillis(BootSteps.current(machine).stream()
                .map(Progress::millis)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum());
    }

    private static Instant newestWish(List<FaceView> faces) {
        var newest = Instant.MIN;
        for (var face : faces) {
            newest = later(newest, face.createdAt());
            if (face.demand().exists() && face.demand().want() == DemandWant.AWAKE) {
                newest = later(newest, face.demand().at());
            }
        }
        return newest;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Duration minus(Duration whole, Duration part) {
        var left = whole.minus(part);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
