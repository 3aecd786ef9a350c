package dev.berth.controller.provider;

import dev.berth.crd.Addresses;
import dev.berth.crd.MachineSize;
import java.time.Instant;

/**
 * One machine as its provider described it at one moment. Addresses and port change with every start: never use those of an earlier observation.
 *
 * @param id the provider's id
 * @param ref whose machine it is, read from its labels
 * @param region where it is
 * @param keyId master key of its box secret
 * @param addresses where it is dialled; no member is set while it has none
 * @param port of its gate; 0 while it has none
 * @param startedAt last start; {@link Instant#EPOCH} if it never started
 * @param image what it was made from
 * @param size what it really has
 */
public record Machine(
        String id,
        MachineRef ref,
        MachineState state,
        String region,
        String keyId,
        Addresses addresses,
        int port,
        Instant startedAt,
        String image,
        MachineSize size) {}
