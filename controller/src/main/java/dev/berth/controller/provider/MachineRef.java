package dev.berth.controller.provider;

import dev.berth.crd.Names;

/**
 * Everything needed to find, judge and destroy the machine of an Instance. Names derive from whole uids, so a machine made by a run that died is found again.
 *
 * @param account where it lives
 * @param cluster tells several Berths in one account apart
 * @param launch number of the machine, from 1; raised before the next create once the last is proven gone
 */
public record MachineRef(
        Account account, String cluster, String computer, String computerUid, String instanceUid, int launch) {

    /** The machine's name at its provider. */
    public String machineName() {
        return Names.machine(instanceUid, launch);
    }
}
