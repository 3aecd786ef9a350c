package dev.berth.controller.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Labels that every machine, volume and network carries at its provider (resources.md 5): whose they are, told by the provider itself. */
public final class MachineLabels {

    public static final String CLUSTER = "berth.dev/cluster";
    public static final String COMPUTER = "berth.dev/computer";
    public static final String COMPUTER_UID = "berth.dev/computer-uid";
    public static final String INSTANCE_UID = "berth.dev/instance-uid";
    public static final String LAUNCH = "berth.dev/launch";
    public static final String KEY_ID = "berth.dev/key-id";

    private MachineLabels() {}

    /** Labels of a machine. */
    public static Map<String, String> machine(MachineRef ref, String keyId) {
        var labels = computer(ref);
        labels.put(INSTANCE_UID, ref.instanceUid());
        labels.put(LAUNCH, Integer.toString(ref.launch()));
        labels.put(KEY_ID, keyId);
        return labels;
    }

    /** Labels of what belongs to the computer and outlives its machines. */
    public static Map<String, String> computer(MachineRef ref) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(CLUSTER, ref.cluster());
        labels.put(COMPUTER, ref.computer());
        labels.put(COMPUTER_UID, ref.computerUid());
        return labels;
    }

    /** Whose machine carries these labels; empty if it is not one of Berth's. */
    public static Optional<MachineRef> read(Map<String, String> labels, Account account) {
        var cluster = labels.get(CLUSTER);
        var computer = labels.get(COMPUTER);
        var computerUid = labels.get(COMPUTER_UID);
        var instanceUid = labels.get(INSTANCE_UID);
        var launch = labels.getOrDefault(LAUNCH, "");
        if (cluster == null || computer == null || computerUid == null || instanceUid == null) return Optional.empty();
        if (!launch.matches("[0-9]{1,9}")) return Optional.empty();
        return Optional.of(
                new MachineRef(account, cluster, computer, computerUid, instanceUid, Integer.parseInt(launch)));
    }
}
