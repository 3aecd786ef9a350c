package dev.berth.controller.provider.container;

/** Who owns what stands under a derived name. */
public enum Ownership {
    ABSENT,
    /** Its labels name our cluster and computer (a container's: our Instance). */
    OURS,
    /** Somebody else's; it is never touched. */
    FOREIGN
}
