package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.relay.boot.BootFace;
import dev.berth.proxy.relay.boot.BootMoment;
import dev.berth.proxy.relay.boot.BootScript;
import dev.berth.proxy.relay.boot.BootStory;
import dev.berth.proxy.relay.boot.SeenFace;
import dev.berth.proxy.relay.boot.Words;
import dev.berth.ttyd.Ttyd.Hello;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a browser's terminal shows while no box writes on it: the last screen, nothing for 700 ms, or the boot face. */
final class TerminalScreen {

    /** A wake shorter than this leaves no trace (look/BOOT.md, rule 5). */
    static final Duration DO_NOT_FLASH = Duration.ofMillis(700);

    /** What a face changes besides the screen, as it was. */
    private static final String MODES = "\u001b[0m\u001b[?7h\u001b[?25h";

    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private enum Shown {
        NOTHING,
        /** What an earlier socket of this page left: the box's screen or a face. */
        LEFT_OVER,
        BOX,
        FACE_OVER_NOTHING,
        FACE_OVER_BOX
    }

    private final BootStory story;
    private final int utcOffsetMinutes;
    private final Supplier<List<SeenFace>> faces;
    private Shown shown;
    private List<String> lines = List.of();
    private boolean ticks;
    private boolean repaint;
    private boolean diskFull;
    private Instant quietSince = Instant.MIN;

    /**
     * @param again the page already shows a screen of this face
     * @param faces whose sessions the box has told of
     */
    TerminalScreen(BootStory story, int utcOffsetMinutes, boolean again, Supplier<List<SeenFace>> faces) {
        this.story = story;
        this.faces = faces;
        this.utcOffsetMinutes = utcOffsetMinutes;
        this.shown = again ? Shown.LEFT_OVER : Shown.NOTHING;
    }

    /** From now on nobody writes. */
    void quiet(Instant now) {
        quietSince = now;
    }

    void resized() {
        repaint = true;
    }

    /** The box has no room to make a session. */
    void diskFull() {
        diskFull = true;
    }

    /** The box takes over. */
    void leave(Wire wire) {
        diskFull = false;
        if (faceShown()) {
            wire.screen(bytes(BootFace.LEAVE));
        } else if (shown == Shown.LEFT_OVER) {
            // It may be a face, with its modes; switching screens would flash, and the box paints anew whichever it
            // finds.
            wire.screen(bytes(MODES));
        }
        shown = Shown.BOX;
    }

    /** Says in the title since when and why nothing answers; nothing is written over the last screen. */
    void tell(Wire wire, SocketView view, Instant now) {
        view.computer().ifPresent(computer -> {
            Instant since =
                    computer.machine() instanceof Machine machine && machine.asleep() ? machine.phaseSince() : now;
            wire.title("asleep since " + Words.time(since, utcOffsetMinutes) + ". "
                    + BootStory.why(computer, moment(view, false, false, now)));
        });
    }

    /** The session is gone for good. */
    void lost(Wire wire, SocketView view, @Nullable Hello size, Instant now) {
        Optional<FaceView> face = view.face();
        if (size == null || view.computer().isEmpty() || face.isEmpty()) {
            return;
        }
        BootScript script = story.lost(view.computer().get(), face.get(), moment(view, true, true, now));
        // Its last sentence is longer than 80 columns, so wrapping comes back before it. Painted whole: an update
        // counts unwrapped lines.
        wire.screen(bytes((faceShown() ? CLEAR : BootFace.OPEN) + WRAP + BootFace.render(script, size.columns())));
    }

    /** @param calm the box has refused and nobody here has asked since: the last screen stays whatever is tried */
    void paint(
            Wire wire,
            SocketState state,
            SocketView view,
            boolean waking,
            boolean calm,
            @Nullable Hello size,
            Instant now) {
        if (size == null || now.isBefore(opensAt(state, view, waking, calm))) {
            return;
        }
        if (state instanceof SocketState.Asleep && !waking) {
            if (shown == Shown.BOX || shown == Shown.LEFT_OVER) {
                return;
            }
            if (shown == Shown.FACE_OVER_BOX) {
                leave(wire);
                return;
            }
        }
        view.computer().ifPresent(computer -> {
            boolean attaching = state instanceof SocketState.Attaching;
            BootMoment moment = moment(view, waking, attaching, now);
            show(wire, attaching && diskFull ? story.diskFull(computer, moment) : story.tell(computer, moment), size);
        });
    }

    /** When something has to be painted next; {@link Instant#MAX} if nothing moves by itself. */
    Instant nextAt(Instant now, SocketState state, SocketView view, boolean waking, boolean calm) {
        Instant opens = opensAt(state, view, waking, calm);
        if (opens.isAfter(now)) {
            return opens;
        }
        return faceShown() && ticks && !opens.equals(Instant.MAX) ? now.plusSeconds(1) : Instant.MAX;
    }

    private Instant opensAt(SocketState state, SocketView view, boolean waking, boolean calm) {
        Instant later = quietSince.equals(Instant.MIN) ? quietSince : quietSince.plus(DO_NOT_FLASH);
        return switch (state) {
            case SocketState.Closing closing -> Instant.MAX;
            case SocketState.Spliced spliced -> Instant.MAX;
            case SocketState.Held held -> Instant.MAX;
            case SocketState.Attaching attaching -> calm && !waking ? Instant.MAX : faceShown() ? Instant.MIN : later;
            case SocketState.Asleep asleep -> waking && !faceShown() ? later : Instant.MIN;
            case SocketState.Synthetic synthetic -> {
                if (view.number() != 0 && view.face().isEmpty()) {
                    yield Instant.MAX;
                }
                yield faceShown() || atOnce(view) ? Instant.MIN : later;
            }
        };
    }

    /** A short wake must not flash; all else is news. */
    private static boolean atOnce(SocketView view) {
        if (view.number() == 0 || view.computer().isEmpty()) {
            return true;
        }
        ComputerView computer = view.computer().get();
        return computer.maintenance().on()
                || computer.deleting()
                || switch (computer.machine()) {
                    case Machine machine ->
                        machine.phase() != InstancePhase.RESUMING
                                && !(machine.phase() == InstancePhase.BOOTING
                                        && !machine.bootId().isEmpty());
                    case MachineView.None none -> true;
                };
    }

    private void show(Wire wire, BootScript script, Hello size) {
        List<String> next = BootFace.lines(script, size.columns());
        ticks = script.ticks();
        if (!faceShown()) {
            shown = shown == Shown.NOTHING ? Shown.FACE_OVER_NOTHING : Shown.FACE_OVER_BOX;
            wire.screen(bytes(BootFace.OPEN + BootFace.render(script, size.columns())));
        } else if (repaint || next.size() > size.rows()) {
            if (repaint || !next.equals(lines)) {
                wire.screen(bytes(CLEAR + BootFace.render(script, size.columns())));
            }
        } else if (!next.equals(lines)) {
            wire.screen(bytes(BootFace.update(lines, next)));
        }
        repaint = false;
        lines = next;
    }

    private boolean faceShown() {
        return shown == Shown.FACE_OVER_NOTHING || shown == Shown.FACE_OVER_BOX;
    }

    private BootMoment moment(SocketView view, boolean waking, boolean attaching, Instant now) {
        // The console is a viewer's face, but its owner may know all.
        boolean console = view.number() == 0;
        return new BootMoment(
                now, quietSince, waking, attaching, console, view.insider(), utcOffsetMinutes, faces.get());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
