package dev.berth.proxy.directory;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Progress;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import java.time.Instant;
import java.util.List;

/** The machine behind a computer: none yet, or an Instance. */
public sealed interface MachineView {

    /** No Instance exists. */
    record None() implements MachineView {}

    /**
     * An Instance. A phase of a later release reads as Queued: busy, neither ready nor asleep.
     *
     * @param uid of the Instance; box keys derive from it
     * @param launch number of the machine; with {@code uid} and {@code bootId} it tells whether a tunnel still ends where it should
     * @param machineId the provider's; needed to replay to it, never shown
     * @param deadline of a transitional phase, else {@link ComputerView#NEVER}
     * @param next what is done at the deadline, for people
     * @param attempt tries in this transition, 0 while resting
     * @param address where the box is dialled: private, public, tailnet; empty if none. Never shown to browsers or boxes
     * @param keyId master key that the box's secret derives from
     * @param bootId boot in which sessions live
     * @param progress newest 12 finished steps
     */
    record Machine(
            String name,
            String uid,
            int launch,
            String machineId,
            ProviderKind provider,
            String region,
            InstancePhase phase,
            Instant phaseSince,
            Instant deadline,
            String next,
            int attempt,
            String address,
            int port,
            String keyId,
            String bootId,
            String boxVersion,
            Transport transport,
            boolean keepsMemory,
            boolean keepsDisk,
            List<Progress> progress,
            String incident,
            List<ConditionView> conditions)
            implements MachineView {

        /** The condition of a type, or {@link ConditionView#ABSENT}. */
        public ConditionView condition(String type) {
            return ConditionView.find(conditions, type);
        }

        /** Asleep or on the way there. */
        public boolean asleep() {
            return switch (phase) {
                case SUSPENDING, SUSPENDED, STOPPING, STOPPED -> true;
                case QUEUED, PROVISIONING, BOOTING, READY, RESUMING, TERMINATING, FAILED -> false;
            };
        }

        /** Whether a tunnel to {@code other} still ends in this box. */
        public boolean sameBoot(Machine other) {
            return uid.equals(other.uid) && launch == other.launch && bootId.equals(other.bootId);
        }
    }

    /** Whether the box can be dialled and has answered. */
    default boolean awake() {
        return this instanceof Machine m
                && m.phase() == InstancePhase.READY
                && !m.address().isEmpty()
                && m.port() > 0
                && !m.keyId().isEmpty();
    }
}
