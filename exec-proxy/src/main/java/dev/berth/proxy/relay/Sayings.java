package dev.berth.proxy.relay;

import java.nio.charset.StandardCharsets;

/** The few words that a terminal socket says by itself outside of the boot face. */
final class Sayings {

    /** Ends mouse, focus and colour scheme reports: each its own sequence, since terminals skip a list that they know in part. */
    static final byte[] REPORTS_OFF = ascii("\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1004l\u001b[?2031l");

    static final String KEYS_TOO_OLD = "keys dropped: it did not wake within 60 s";
    static final String KEYS_FOR_ANOTHER_BOOT = "keys dropped: the computer restarted, so this is a new shell";
    static final String KEYS_WAKE_NOTHING = "keys dropped: they do not wake this computer now";

    static final String KEYS_OF_A_VIEWER = "keys dropped: you can watch this face now, not type in it";

    private Sayings() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
