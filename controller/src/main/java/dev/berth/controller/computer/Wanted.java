package dev.berth.controller.computer;

import dev.berth.crd.WantedPower;

/**
 * What a computer wants of its machine, and why.
 *
 * @param row of the table in resources.md 3.1
 * @param because a sentence for people, without a full stop
 */
record Wanted(int row, WantedPower power, String because) {

    /** Rows in which the owner, a deletion or a spent quota asks for sleep: work in the box does not count. */
    boolean force() {
        return row == 2 || row == 5 || row == 6 || row == 8;
    }

    boolean isRunning() {
        return power == WantedPower.RUNNING;
    }

    boolean isSuspended() {
        return power == WantedPower.SUSPENDED;
    }
}
