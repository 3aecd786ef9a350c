package dev.berth.proxy.relay;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.access.Roles;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import java.time.Instant;
import java.util.Optional;

/**
 * What a socket knows of its computer and face at one moment.
 *
 * @param number of the face; 0 is the console, which has no object
 * @param insider may know causes and costs: owner and driver, on the console too, where nobody types
 * @param standingUntil when the standing may change without an event; {@link ComputerView#NEVER} if it cannot
 */
public record SocketView(
        Optional<ComputerView> computer,
        long number,
        Optional<FaceView> face,
        Standing standing,
        boolean insider,
        Instant standingUntil) {

    /** Asks the directory again; roles are never remembered. */
    public static SocketView look(
            Directory directory, ComputerKey key, String agent, long number, Principal principal, Instant now) {
        Optional<ComputerView> computer = directory.computer(key);
        Optional<FaceView> face = number == 0 ? Optional.empty() : directory.face(key, agent, number);
        if (computer.isEmpty()) {
            return new SocketView(computer, number, face, Standing.NONE, false, ComputerView.NEVER);
        }
        boolean insider = Roles.on(computer.get(), principal).mayType();
        if (number == 0) {
            return new SocketView(
                    computer, number, face, Roles.onSynthetic(computer.get(), principal), insider, ComputerView.NEVER);
        }
        if (face.isEmpty()) {
            return new SocketView(
                    computer, number, face, Roles.on(computer.get(), principal), insider, ComputerView.NEVER);
        }
        return new SocketView(
                computer,
                number,
                face,
                Roles.on(computer.get(), face.get(), principal, now),
                insider,
                Roles.nextChange(face.get(), now));
    }
}
