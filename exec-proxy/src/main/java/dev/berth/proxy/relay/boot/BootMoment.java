package dev.berth.proxy.relay.boot;

import java.time.Instant;
import java.util.List;

/**
 * What the boot face needs besides the computer.
 *
 * @param since when this terminal went quiet: opened, taken back, or a key pressed
 * @param keyPressed a key of this terminal asked for the computer
 * @param attaching the box is there, and this terminal on its way into it
 * @param console it is the standing console, which shows a finished transcript too
 * @param insider may know causes and costs: owner and driver
 * @param utcOffsetMinutes of the reader
 * @param faces whose sessions the box last told of; empty while nobody has asked it
 */
public record BootMoment(
        Instant now,
        Instant since,
        boolean keyPressed,
        boolean attaching,
        boolean console,
        boolean insider,
        int utcOffsetMinutes,
        List<SeenFace> faces) {
    public BootMoment {
        faces = List.copyOf(faces);
    }
}
