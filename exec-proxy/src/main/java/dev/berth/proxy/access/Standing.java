package dev.berth.proxy.access;

import dev.berth.crd.AccessRole;
import dev.berth.crd.Everyone;

/** What somebody may do on a computer or a face (resources.md 4.6), weakest first, so that comparing works. */
public enum Standing {
    /** 403. */
    NONE,
    /** Sees. Does not type, resize, wake or keep awake. */
    VIEWER,
    /** Types, and lands like the owner. */
    DRIVER,
    /** Types, shares, closes. */
    OWNER;

    static Standing of(AccessRole role) {
        return switch (role) {
            case VIEWER -> VIEWER;
            case DRIVER -> DRIVER;
        };
    }

    static Standing of(Everyone everyone) {
        return switch (everyone) {
            case NOBODY -> NONE;
            case VIEWER -> VIEWER;
            case DRIVER -> DRIVER;
        };
    }

    Standing orStronger(Standing other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Standing atMost(Standing cap) {
        return compareTo(cap) <= 0 ? this : cap;
    }

    public boolean mayLook() {
        return this != NONE;
    }

    /** Types, resizes, wakes, keeps awake, makes faces. */
    public boolean mayType() {
        return this == DRIVER || this == OWNER;
    }
}
