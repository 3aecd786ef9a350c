package dev.berth.proxy.relay.boot;

/** The block moored in the mark: shape and colour say the state together. */
public enum Mark {
    READY("█", 33),
    WAKING("▄", 33),
    BOOTING("▁", 33),
    ASLEEP("▯", 90),
    MAINTENANCE("▒", 34),
    FAILED("!", 31);

    private final String block;
    private final int colour;

    Mark(String block, int colour) {
        this.block = block;
        this.colour = colour;
    }

    String block() {
        return block;
    }

    int colour() {
        return colour;
    }
}
