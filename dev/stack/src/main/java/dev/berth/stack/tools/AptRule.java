package dev.berth.stack.tools;

/**
 * Whether packages of the distribution may be installed: only by root on Debian or Ubuntu, and only when asked or told.
 *
 * @param debian whether apt-get is there
 * @param root whether we are root
 * @param yes whether {@code --yes} was given
 * @param ci whether CI is set
 * @param terminal whether a person can be asked
 */
record AptRule(boolean debian, boolean root, boolean yes, boolean ci, boolean terminal) {

    enum Decision {
        INSTALL,
        ASK,
        TELL
    }

    Decision decide() {
        if (!debian || !root) {
            return Decision.TELL;
        }
        if (yes || ci) {
            return Decision.INSTALL;
        }
        return terminal ? Decision.ASK : Decision.TELL;
    }
}
