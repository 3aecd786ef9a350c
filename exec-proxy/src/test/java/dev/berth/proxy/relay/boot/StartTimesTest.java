package dev.berth.proxy.relay.boot;

import static dev.berth.proxy.relay.Fixtures.KEY;
import static dev.berth.proxy.relay.Fixtures.START;
import static dev.berth.proxy.relay.Fixtures.computer;
import static dev.berth.proxy.relay.Fixtures.face;
import static dev.berth.proxy.relay.boot.Starts.starts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.DemandWant;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.MaintenanceView;
import dev.berth.proxy.relay.boot.StartTimes.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a proxy measures while it watches a computer start. */
class StartTimesTest {

    private static final ComputerView NEW = computer(new MachineView.None());
    private static final ComputerView ASLEEP =
            computer(starts(InstancePhase.SUSPENDED).machine());

    private final StartTimes times = new StartTimes();

    private StartTimesTest sees(long millis, ComputerView computer, FaceView... faces) {
        times.observe(computer, List.of(faces), at(millis));
        return this;
    }

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    private static FaceView wanted(long second) {
        var face = face();
        return new FaceView(
                face.computer(),
                face.agent(),
                face.number(),
                face.incarnation(),
                face.computerIncarnation(),
                face.resourceVersion(),
                face.createdBy(),
                face.mode(),
                face.access(),
                face.closing(),
                face.rejected(),
                face.bootId(),
                face.createdAt(),
                face.lastUsedAt(),
                new FaceView.DemandView(DemandWant.AWAKE, START.plusSeconds(second)));
    }

    private static Measured measured(long request, long terminal) {
        return new Measured(millis(request), millis(terminal), Optional.empty(), Optional.empty());
    }

    /** Negative: nobody measured it. */
    private static Optional<Duration> millis(long millis) {
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static Starts created(InstancePhase phase) {
        return starts(phase).step("create-volume", "at /mnt/workspace", 200).step("create-machine", "created", 500);
    }

    private static Starts booted() {
        return created(InstancePhase.READY).step("boot", "box image 0.1.0", 300);
    }

    @Test
    void theLinesOfAColdStartAddUpToWhatItsVisitorWaited() {
        sees(0, NEW)
                .sees(100, starts(InstancePhase.QUEUED).computer())
                .sees(850, created(InstancePhase.BOOTING).computer())
                .sees(2_000, booted().computer());
        assertEquals(measured(100, 900), times.of(booted().computer()));

        times.arrived(KEY, booted().machine(), face(), at(1_700), at(2_150));
        var console = new BootMoment(
                at(9_000),
                at(8_000),
                false,
                false,
                true,
                true,
                0,
                List.of(new SeenFace("main/1", face().hash(), "zsh", "~/projects")));
        assertEquals(
                List.of(
                        "│█│  calm-meadow-4821",
                        "└─┘  new computer, in a container",
                        "✓ request  1 cpu, 1 GB, class local  0.1 s",
                        "✓ volume  at /mnt/workspace  0.2 s",
                        "✓ machine  created  0.5 s",
                        "✓ boot  box image 0.1.0  0.3 s",
                        "✓ terminal  ttyd and tmux answer  0.9 s",
                        "✓ face  zsh " + face().hash() + " in ~/projects  0.2 s",
                        "ready in 2.2 s"),
                BootStoryTest.words(new BootStory(new StepTimes(), times).tell(booted().computer(), console)));
    }

    @Test
    void aWakeIsMeasuredFromTheDemand() {
        var resuming = starts(InstancePhase.RESUMING).step("resume", "resumed", 250);
        var ready = starts(InstancePhase.READY).step("resume", "resumed", 250);
        sees(0, ASLEEP, face())
                .sees(5_000, ASLEEP, wanted(5))
                .sees(5_300, resuming.computer(), wanted(5))
                .sees(5_400, ready.computer(), wanted(5));
        assertEquals(measured(50, 100), times.of(ready.computer()));
    }

    @Test
    void aDemandToSleepAndAnOldDemandAreNoWish() {
        sees(0, ASLEEP, wanted(0))
                .sees(5_000, ASLEEP, wanted(0))
                .sees(6_000, starts(InstancePhase.RESUMING).computer());
        assertEquals(measured(-1, -1), times.of(starts(InstancePhase.RESUMING).computer()));
    }

    @Test
    void anOwnerWhoLetsItGoWantsIt() {
        var kept = computer(starts(InstancePhase.SUSPENDED).machine(), Power.SUSPENDED, MaintenanceView.NONE);
        sees(0, kept)
                .sees(5_000, ASLEEP)
                .sees(5_200, starts(InstancePhase.RESUMING).computer());
        assertEquals(measured(200, -1), times.of(starts(InstancePhase.RESUMING).computer()));
    }

    @Test
    void whatWasNotWatchedFromItsBeginningHasNoDuration() {
        sees(0, booted().computer());
        assertEquals(measured(-1, -1), times.of(booted().computer()));
    }

    @Test
    void aStartThatBeganUnseenIsMeasuredFromWhereItWasSeen() {
        sees(0, created(InstancePhase.BOOTING).computer()).sees(1_000, booted().computer());
        assertEquals(measured(-1, 700), times.of(booted().computer()));
    }

    @Test
    void turningBackOnTheWayToSleepIsTheSameStartAndASleepEndsIt() {
        sees(0, NEW)
                .sees(100, starts(InstancePhase.QUEUED).computer())
                .sees(2_000, booted().computer())
                .sees(60_000, starts(InstancePhase.SUSPENDING).computer())
                .sees(61_000, booted().computer());
        assertEquals(measured(100, 900), times.of(booted().computer()));
        sees(70_000, ASLEEP);
        assertEquals(Measured.NOTHING, times.of(ASLEEP));
    }

    @Test
    void aTryThatIsGivenUpForANewMachineStartsTheClockAgain() {
        var second = starts(InstancePhase.BOOTING).launch(2);
        var ready = starts(InstancePhase.READY).launch(2).step("boot", "box image 0.1.0", 400);
        sees(0, NEW)
                .sees(100, starts(InstancePhase.QUEUED).computer())
                .sees(30_000, second.computer())
                .sees(31_000, ready.computer());
        assertEquals(measured(100, 600), times.of(ready.computer()));
    }

    @Test
    void aFailureTookAsLongAsItsStepRan() {
        var failed = starts(InstancePhase.FAILED).step("create-volume", "at /mnt/workspace", 200);
        sees(0, NEW).sees(100, starts(InstancePhase.QUEUED).computer()).sees(5_300, failed.computer());
        assertEquals(
                new Measured(millis(100), Optional.empty(), millis(5_000), Optional.empty()),
                times.of(failed.computer()));
    }

    @Test
    void onlyTheFirstFaceIsToldAndOnlyOfThisMachine() {
        sees(0, NEW).sees(100, starts(InstancePhase.QUEUED).computer()).sees(2_000, booted().computer());
        times.arrived(KEY, starts(InstancePhase.READY).launch(2).machine(), face(), at(2_000), at(2_100));
        times.arrived(KEY, booted().machine(), face(2, false), at(50_000), at(50_040));
        times.arrived(KEY, booted().machine(), face(), at(60_000), at(60_900));
        assertEquals(
                Optional.of(new StartTimes.Arrival("main/2", face(2, false).hash(), Duration.ofMillis(40))),
                times.of(booted().computer()).arrival());
    }

    @Test
    void aComputerMadeAgainUnderItsNameIsAnother() {
        sees(0, NEW).sees(100, starts(InstancePhase.QUEUED).computer());
        times.forget(KEY);
        assertEquals(Measured.NOTHING, times.of(starts(InstancePhase.QUEUED).computer()));
    }
}
