package dev.berth.ttyd;

/** WebSocket close codes between browser, proxy and box (resources.md 4.9, DESIGN.md "Replay"). */
public final class CloseCode {

    public static final int NORMAL = 1000;
    public static final int PROTOCOL = 1002;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL = 1011;
    /** Reconnect now: the proxy drains, or ttyd was restarted. */
    public static final int RESTARTED = 1012;
    /** Reconnect: the next handshake is replayed by the edge. */
    public static final int REPLAY = 4100;
    /** From the box: the intake is closed, the computer falls asleep. */
    public static final int INTAKE_CLOSED = 4101;
    /** From the box: the session of the face has ended. */
    public static final int SESSION_ENDED = 4103;
    /** To the browser: its access has ended. */
    public static final int ACCESS_ENDED = 4403;

    private CloseCode() {}
}
