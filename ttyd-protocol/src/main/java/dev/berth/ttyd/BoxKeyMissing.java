package dev.berth.ttyd;

import java.nio.file.Path;

/** A box was made with a master key that is not in the folder any more; the message is the sentence that a condition shows. */
public final class BoxKeyMissing extends RuntimeException {

    BoxKeyMissing(String keyId, Path folder) {
        super("Box key " + keyId + " is not in " + folder + "; put it back until no Instance names it.");
    }
}
