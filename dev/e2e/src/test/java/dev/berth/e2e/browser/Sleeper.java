package dev.berth.e2e.browser;

import dev.berth.crd.InstancePhase;
import dev.berth.e2e.live.FaultLines;
import dev.berth.e2e.live.LiveComputer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A computer that falls asleep again and again under its open tab, and the keys that are pressed whenever it does. */
final class Sleeper {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** A key that was delivered before the sleep wakes nobody. */
    private static final Duration SOUND_ASLEEP = Duration.ofSeconds(1);

    /** What it is doing, or what is being done to it. */
    private sealed interface Doing {

        record Resting() implements Doing {}

        /** Its sleep was asked for. */
        record Asked() implements Doing {}

        /** The key is in the page; what came of the {@code quiesce} is not known yet. */
        record Pressed(boolean asked, Instant called, Instant at) implements Doing {}

        /** On its way back; without a press where this machine stalled and the sleep went by. */
        record Recovering(Optional<EdgePress> press) implements Doing {}
    }

    private final LiveComputer computer;
    private final Tab tab;
    private final String machine;
    private final SeenKeys seen;
    private final Aim aim;
    private final Clock clock;
    private final Random random;
    private final StringBuilder typed = new StringBuilder();
    private final List<EdgePress> presses = new ArrayList<>();
    private final List<FaultLines.Line> told = new ArrayList<>();
    private final int ownWanted;
    private final int askedWanted;

    private Doing doing = new Doing.Resting();
    private Instant since = Instant.EPOCH;
    private Instant asleepSince = Instant.MAX;

    /**
     * Presses a first key, which teaches how long one takes.
     *
     * @param ownWanted how many keys shall meet the {@code quiesce} of a sleep of its own
     * @param askedWanted and how many that of a sleep that was asked for
     */
    Sleeper(LiveComputer computer, Tab tab, Aim aim, Clock clock, Random random, int ownWanted, int askedWanted) {
        this.computer = computer;
        this.tab = tab;
        this.machine = computer.machine();
        this.seen = SeenKeys.of(tab);
        this.aim = aim;
        this.clock = clock;
        this.random = random;
        this.ownWanted = ownWanted;
        this.askedWanted = askedWanted;
        var called = clock.instant();
        aim.travelled(Duration.between(called, pressAnyKey()));
    }

    LiveComputer computer() {
        return computer;
    }

    Tab tab() {
        return tab;
    }

    String machine() {
        return machine;
    }

    String typed() {
        return typed.toString();
    }

    List<EdgePress> presses() {
        return presses;
    }

    boolean done() {
        return doing instanceof Doing.Resting && left(false) == 0 && left(true) == 0;
    }

    /** Whether somebody has to look after it now. */
    boolean underway() {
        return !(doing instanceof Doing.Resting) || (left(false) > 0 && over());
    }

    /** Whether its next sleep has to be asked for. */
    boolean mayBeAsked() {
        return doing instanceof Doing.Resting && left(false) == 0 && left(true) > 0;
    }

    /** What a controller said of it. */
    void hears(FaultLines.Line line) {
        if (line.action().equals("announce")) told.clear();
        told.add(line);
    }

    /** When its next {@code quiesce} is to be met; empty if none is known or wanted, or it is over. */
    Optional<Instant> due() {
        boolean awaited = doing instanceof Doing.Asked || (doing instanceof Doing.Resting && left(false) > 0);
        return awaited ? at("quiesce.before", "announce").filter(clock.instant()::isBefore) : Optional.empty();
    }

    /** Waits for the moment that is due, give or take the offset that chance gives this key, and presses. */
    void press() {
        long near = EdgePress.NEAR.toMillis();
        var offset = Duration.ofMillis(random.nextLong(-near, near + 1));
        boolean asked = doing instanceof Doing.Asked;
        aim.await(aim.callAt(at("quiesce.before", "announce").orElseThrow(), offset));
        var called = clock.instant();
        turn(new Doing.Pressed(asked, called, pressAnyKey()));
    }

    /** Looks once, and does what is due. */
    void look() {
        switch (doing) {
            case Doing.Resting _ -> rest();
            case Doing.Asked _ -> {
                inTime("its sleep was asked for, and no quiesce followed");
                if (over()) recover(Optional.empty());
            }
            case Doing.Pressed press -> {
                inTime("its quiesce was announced and never answered");
                if (over()) measure(press);
            }
            case Doing.Recovering(var press) -> {
                inTime("it did not come back with all its keys");
                comeBack(press);
            }
        }
    }

    /** The line at the prompt. */
    String line() {
        var rows = tab.screen().lines().toList();
        var last = rows.isEmpty() ? "" : rows.getLast();
        return last.substring(last.indexOf('$') + 1).strip();
    }

    /** What the button [Wake] does: it types nothing. */
    void wakeByButton() {
        if (computer.phase() == InstancePhase.SUSPENDED) computer.demandAwake(tab.face());
    }

    private void rest() {
        if (left(false) == 0 && awake()) {
            told.clear();
            computer.demandSleep(tab.face());
            turn(new Doing.Asked());
        } else if (over() || computer.phase() == InstancePhase.SUSPENDED) {
            recover(Optional.empty());
        }
    }

    private void measure(Doing.Pressed press) {
        var sent = at("quiesce.before", "note").orElseThrow();
        aim.late(Duration.between(at("quiesce.before", "announce").orElseThrow(), sent));
        aim.travelled(Duration.between(press.called(), press.at()));
        var answered = at("quiesce.after", "note").orElseThrow();
        recover(Optional.of(new EdgePress(machine, press.asked(), press.at(), sent, answered, true)));
    }

    private void recover(Optional<EdgePress> press) {
        told.clear();
        asleepSince = Instant.MAX;
        turn(new Doing.Recovering(press));
    }

    private void comeBack(Optional<EdgePress> press) {
        if (awake() && line().equals(typed())) {
            press.ifPresent(presses::add);
            turn(new Doing.Resting());
        } else if (computer.phase() != InstancePhase.SUSPENDED) {
            asleepSince = Instant.MAX;
        } else if (asleepSince.equals(Instant.MAX)) {
            asleepSince = clock.instant();
        } else if (press.map(EdgePress::mayBeDelivered).orElse(true)
                && clock.instant().isAfter(asleepSince.plus(SOUND_ASLEEP))) {
            asleepSince = Instant.MAX;
            doing = new Doing.Recovering(press.map(EdgePress::helped));
            wakeByButton();
        }
    }

    /** The {@code quiesce} that was announced is answered. */
    private boolean over() {
        return at("quiesce.after", "note").isPresent();
    }

    private boolean awake() {
        return tab.state().equals("ready") && computer.phase() == InstancePhase.READY;
    }

    private int left(boolean askedFor) {
        long met = presses.stream()
                .filter(press -> press.near() && press.asked() == askedFor)
                .count();
        return Math.max(0, (askedFor ? askedWanted : ownWanted) - (int) met);
    }

    private Optional<Instant> at(String point, String action) {
        return told.stream()
                .filter(line -> line.point().equals(point) && line.action().equals(action))
                .map(FaultLines.Line::at)
                .findFirst();
    }

    private Instant pressAnyKey() {
        var key = String.valueOf((char) ('a' + random.nextInt(26)));
        tab.press(key);
        typed.append(key);
        return seen.at(typed.length(), key);
    }

    @Override
    public String toString() {
        return "%s has met %d of %d quiesces (%d keys), and is %s"
                .formatted(
                        computer.name(),
                        presses.stream().filter(EdgePress::near).count(),
                        ownWanted + askedWanted,
                        typed.length(),
                        doing);
    }

    private void turn(Doing next) {
        doing = next;
        since = clock.instant();
    }

    private void inTime(String otherwise) {
        if (clock.instant().isAfter(since.plus(SOON)))
            throw new AssertionError("%s: %s within %d s. It is %s, its page says %s. Typed \"%s\", on the line \"%s\"."
                    .formatted(
                            computer.name(),
                            otherwise,
                            SOON.toSeconds(),
                            computer.phase(),
                            tab.state(),
                            typed(),
                            line()));
    }
}
