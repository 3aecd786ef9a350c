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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM does (reference proxy.md 7): not ready at once; new visitors are taken for a while, since load balancers need that long to notice; then no more, and every socket is told
 * 1012, so that its page connects to another replica, spread so that the other is not stampeded.
 */
record Ending(Duration drain, AtomicBoolean ending, Server server, Watches watches, HealthServer health)
        implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    @Override
    public void run() {
        ending.set(true);
        server.beginDrain();
        log.atInfo().addKeyValue("takesVisitorsFor", drain).log("Ending: not ready any more");
        try {
            var never = new CountDownLatch(1).await(drain.toMillis(), TimeUnit.MILLISECONDS);
            if (!never) server.drain(drain).get(drain.toMillis() + 2000, TimeUnit.MILLISECONDS);
            log.atInfo().log("Ended: every socket was told to come back elsewhere");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // Its page reconnects all the same.
            log.atWarn().log("Ended: sockets that did not close in time are cut off");
        }
        server.close();
        watches.close();
        health.close();
    }
}
