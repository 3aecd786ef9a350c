package dev.berth.proxy;

import dev.berth.proxy.directory.Watches;
import dev.berth.proxy.health.HealthServer;
import dev.berth.proxy.http.Server;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What SIGTERM does (reference proxy.md 7): not ready at once; new visitors are taken for a while, since load balancers need that long to notice; then no more, and every socket is told
 * 1012, so that its page connects to another replica, spread so that the other is not stampeded.
 */
record Ending(Duration drain, AtomicBoolean ending, Server server, Watches watches, HealthServer health)
        implements Runnable {

    @Override
    public void run() {
        ending.set(true);
        server.beginDrain();
        try {
            var never = new CountDownLatch(1).await(drain.toMillis(), TimeUnit.MILLISECONDS);
            if (!never) server.drain(drain).get(drain.toMillis() + 2000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // What has not closed by now is cut off; its page reconnects all the same.
        }
        server.close();
        watches.close();
        health.close();
    }
}
