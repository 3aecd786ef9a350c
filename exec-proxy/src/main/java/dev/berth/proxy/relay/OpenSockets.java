package dev.berth.proxy.relay;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Which sockets of one sort are open, and how they all end when the proxy does. */
public final class OpenSockets {

    private final Map<Channel, Runnable> sockets = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean draining;

    /**
     * Starts a socket on its event loop, unless its client has left or the proxy ends.
     *
     * @param start begins reading
     * @param drain sends Close 1012
     * @param gone lets go of what it holds, if it never started
     */
    public void add(Channel channel, Runnable start, Runnable drain, Runnable gone) {
        sockets.put(channel, drain);
        // Set before anything asynchronous: a client may leave at any moment.
        var _ = channel.closeFuture().addListener(closed -> {
            sockets.remove(channel);
            completeIfEmpty();
        });
        channel.eventLoop().execute(() -> {
            if (!channel.isActive()) {
                gone.run();
            } else if (draining) {
                drain.run();
            } else {
                start.run();
            }
        });
    }

    public int count() {
        return sockets.size();
    }

    /** Ends all of them, spread evenly over the time given; completes when the last is gone. */
    public CompletionStage<Void> drain(Duration over) {
        draining = true;
        List<Map.Entry<Channel, Runnable>> all = new ArrayList<>(sockets.entrySet());
        for (int i = 0; i < all.size(); i++) {
            long delay = over.toMillis() * i / all.size();
            var _ = all.get(i).getKey().eventLoop().schedule(all.get(i).getValue(), delay, TimeUnit.MILLISECONDS);
        }
        completeIfEmpty();
        return empty;
    }

    private void completeIfEmpty() {
        if (draining && sockets.isEmpty()) {
            empty.complete(null);
        }
    }
}
