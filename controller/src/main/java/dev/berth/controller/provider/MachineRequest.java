package dev.berth.controller.provider;

import dev.berth.crd.MachineSize;
import dev.berth.crd.NetworkMode;
import java.util.List;

/**
 * The machine that is wanted, resolved from the Instance and its class.
 *
 * @param className class of the computer, for sentences that tell an operator what to correct
 * @param regions candidates in order
 * @param image what a new machine boots
 * @param size what a new machine gets; absent members mean the provider's smallest
 * @param network whether boxes of different computers may share a network
 * @param keyId master key from which a new machine's box secret is derived; an existing machine keeps the one named in its labels
 * @param volumeExpected the computer's volume has been seen before: if it is missing now, nothing may be made in its place
 */
public record MachineRequest(
        MachineRef ref,
        String className,
        List<String> regions,
        String image,
        MachineSize size,
        NetworkMode network,
        String keyId,
        boolean volumeExpected) {

    public MachineRequest {
        regions = List.copyOf(regions);
    }
}
