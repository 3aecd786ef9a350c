package dev.berth.crd;

import java.util.Locale;
import java.util.UUID;

/** Every derived name (resources.md 5). Names at providers come from the whole uid, so no two objects can ever share one. */
public final class Names {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private Names() {}

    /** The 16 bytes of a uid in lower-case RFC 4648 base32 without padding: 26 characters, lossless. */
    public static String u26(String uid) {
        var id = UUID.fromString(uid.toLowerCase(Locale.ROOT));
        var bits = java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var text = new StringBuilder(26);
        int held = 0;
        int heldBits = 0;
        for (byte b : bits) {
            held = (held << 8) | (b & 0xff);
            heldBits += 8;
            while (heldBits >= 5) {
                heldBits -= 5;
                text.append(BASE32.charAt((held >> heldBits) & 31));
            }
        }
        if (heldBits > 0) text.append(BASE32.charAt((held << (5 - heldBits)) & 31));
        return text.toString();
    }

    public static String instance(String computer, long number) {
        return computer + "-" + number;
    }

    public static String face(String computer, String agent, long number) {
        return computer + "." + agent + "." + number;
    }

    /** The tmux session of a face. */
    public static String session(String agent, long number) {
        return agent + "-" + number;
    }

    /** The machine of an Instance at its provider. */
    public static String machine(String instanceUid, int launch) {
        return "i-" + u26(instanceUid) + "-" + launch;
    }

    /** The volume of a Computer in a container engine. */
    public static String containerVolume(String computerUid) {
        return "v-" + u26(computerUid);
    }

    /** The network of a Computer in a container engine. */
    public static String containerNetwork(String computerUid) {
        return "n-" + u26(computerUid);
    }
}
