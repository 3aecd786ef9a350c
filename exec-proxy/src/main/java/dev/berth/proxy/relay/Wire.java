package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Ttyd.Hello;
import java.time.Instant;

/** What a {@link TerminalSession} does to the world. Calls return at once; what comes of them arrives as an event. */
interface Wire {

    /** Where to attach and as whom. */
    record Target(Machine machine, FaceView face, Role role) {}

    /** Bytes for the browser's terminal, between the box's messages. */
    void screen(byte[] terminalBytes);

    /** A title message for the browser, between the box's messages. */
    void title(String title);

    /** Dials a box; answered by exactly one of joined, refused or silent, unless hung up before. */
    void dial(Target target);

    /** Ends the box side, or the dialling. */
    void hangUp();

    /** Whether the browser has seen whole messages only, so that others may follow. */
    boolean browserAtBoundary();

    void hello(Hello size);

    void resize(Hello size);

    void input(byte[] message);

    /** Answers the box's Ping once everything before it is flushed. */
    void pong(byte[] payload);

    /** Asks the box for a sign of life. */
    void ping();

    /** A message that is being forwarded has not ended yet. */
    boolean forwarding();

    /** Whether the browser is read. */
    void readBrowser(boolean on);

    /** Ends the browser's socket at a frame boundary. */
    void close(int code, String reason);

    /** Ends the browser's TCP connection: its stream stands inside a message. */
    void abort();

    /** The visitor has arrived in the box, having knocked since then. */
    void arrived(Machine machine, FaceView face, Instant since, Instant now);

    /** Asks for the computer to be awake; answered by wakeAnswered. */
    void wake(WakeReason reason);

    /** Tells the demand rule that the box refused or is silent. */
    void boxRefused();

    /** Deletes the Face, whose session has ended. */
    void closeFace(FaceView face);
}
