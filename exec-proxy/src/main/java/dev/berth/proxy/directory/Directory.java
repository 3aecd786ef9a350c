package dev.berth.proxy.directory;

import java.util.List;
import java.util.Optional;

/**
 * What this replica knows of the cluster. Answers come from memory; nothing here calls the API server. Every method may be called from any
 * thread and returns at once.
 */
public interface Directory {

    Optional<ComputerView> computer(ComputerKey key);

    /** The computer that answers at {@code {name}.{base}}. Of two with one name the older keeps the host, then the lower uid. */
    Optional<ComputerKey> byName(String name);

    /** The computer whose Active alias this host is. */
    Optional<ComputerKey> byAlias(String host);

    /** All computers of an owner, by name. */
    List<ComputerKey> ownedBy(String owner);

    /** The Faces of a computer's present incarnation that still exist, closing and rejected ones too, by agent and number. */
    List<FaceView> faces(ComputerKey key);

    Optional<FaceView> face(ComputerKey key, String agent, long number);

    /**
     * Calls {@code changed} after anything changed in the computer, its class, its Instance or its Faces, deletion included. It runs on a watch's thread:
     * hand over to your own event loop and ask the directory there. One call may stand for several changes.
     */
    Subscription subscribe(ComputerKey key, Runnable changed);

    /** Whether every watch is at most 60 s old; if not, this replica must not get new visitors. */
    boolean fresh();

    /** Ends a subscription; harmless if called twice. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
