package dev.berth.controller.kube;

/** The object was changed since it was read. Nothing was written: whoever wrote first is right, and the next run decides anew. */
public final class StaleRead extends RuntimeException {

    /** Found by a look past the cache, before anything was written. */
    public StaleRead() {
        super("The object changed since it was read; it is looked at again.");
    }

    StaleRead(Throwable cause) {
        super("The object changed since it was read; it is looked at again.", cause);
    }
}
