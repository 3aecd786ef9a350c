package dev.berth.ttyd;

/** Paths, headers and port of the box protocol (resources.md 4.9). */
public final class BoxPaths {

    public static final String ATTACH = "/v1/attach";
    /** Followed by the port, a slash and the path in the box. */
    public static final String PORT = "/v1/port/";

    public static final String ACTIVITY = "/v1/activity";
    public static final String SESSIONS = "/v1/sessions";
    public static final String CONFIG = "/v1/config";
    public static final String QUIESCE = "/v1/quiesce";
    public static final String LEASE = "/v1/lease";
    public static final String OPEN = "/v1/open";

    public static final String HEADER_GRANT = "Berth-Grant";
    public static final String HEADER_PROOF = "Berth-Proof";

    /** The one open port of a box. */
    public static final int BOX_PORT = 7681;

    /** Ping payload that asks the proxy to hold its browser's input, because the intake is about to close. */
    public static final String PING_HOLD = "hold";
    /** Ping payload that takes {@link #PING_HOLD} back. */
    public static final String PING_GO = "go";

    private BoxPaths() {}
}
