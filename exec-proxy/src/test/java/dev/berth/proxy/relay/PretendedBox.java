package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The box's side of a walk: it lets in, prints, holds, closes its intake, freezes; and says only what a box may say. */
abstract class PretendedBox extends SessionWitness {

    Instant now = Fixtures.START;
    Machine machine = Fixtures.machine(InstancePhase.READY);
    boolean intakeOpen = true;
    boolean frozen;

    PretendedBox(Random random, @Nullable Fault fault) {
        super(random, fault);
    }

    /** The session under test. */
    abstract TerminalSession session();

    void box() {
        if (dialled != null) {
            answerDial();
            return;
        }
        if (!joined || frozen) {
            return;
        }
        if (!spoken) {
            spoken = true;
            session().heard(Ttyd.OUTPUT, now);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> {
                if (!held) {
                    held = true;
                    ponged = false;
                    session().hold("hold".getBytes(StandardCharsets.US_ASCII), now);
                }
            }
            case 1 -> {
                if (held && random.nextBoolean()) {
                    held = false;
                    session().go(now);
                } else if (held && ponged) {
                    intakeOpen = false;
                    end(CloseCode.INTAKE_CLOSED);
                }
            }
            default -> {
                session().heard((byte) 0, now);
                if (fault == Fault.WRITES_OVER_THE_SHELL && random.nextInt(50) == 0) {
                    screen(new byte[] {'!'});
                }
            }
        }
    }

    private void answerDial() {
        boolean sameBox = dialled != null && dialled.machine().bootId().equals(machine.bootId());
        if (frozen || !sameBox || random.nextInt(8) == 0) {
            dialled = null;
            session().silent(now);
        } else if (!intakeOpen) {
            dialled = null;
            session().refused(423, now);
        } else if (random.nextInt(8) == 0) {
            dialled = null;
            session().refused(503, now);
        } else {
            Machine target = dialled == null ? machine : dialled.machine();
            dialled = null;
            joined = true;
            spoken = false;
            held = false;
            ponged = false;
            splices++;
            // A key that still waits for the first output may have to wake it again.
            keyTyped = !expected.isEmpty();
            wakeAsked = false;
            wakeOpen = false;
            session().joined(target, now);
            if (fault == Fault.SENDS_THE_LAST_KEY_AGAIN_AFTER_A_REJOIN && lastDelivered >= 0) {
                input(("k" + lastDelivered + " ").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    void end(int code) {
        joined = false;
        held = false;
        spoken = false;
        takenBack++;
        session().boxClosed(code, now);
    }
}
