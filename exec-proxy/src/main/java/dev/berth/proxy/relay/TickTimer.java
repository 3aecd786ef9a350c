package dev.berth.proxy.relay;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one timer of a terminal socket. It is moved only to be earlier: a late one looks again by itself. */
final class TickTimer {

    private static final long LONGEST_MILLIS = 3_600_000;

    private final Channel channel;
    private final BrowserOutput output;
    private final Clock clock;
    private final TerminalSession session;
    private @Nullable Future<?> timer;
    private Instant timerAt = Instant.MAX;

    TickTimer(Channel channel, BrowserOutput output, Clock clock, TerminalSession session) {
        this.channel = channel;
        this.output = output;
        this.clock = clock;
        this.session = session;
    }

    /** Something happened: the session may have to be looked at earlier than was known. */
    void rearm() {
        Instant now = clock.instant();
        Instant next = session.nextTick(now);
        if (!next.isBefore(timerAt) || output.closed()) {
            return;
        }
        cancel();
        timerAt = next;
        long millis = Math.clamp(Duration.between(now, next).toMillis() + 1, 1, LONGEST_MILLIS);
        timer = channel.eventLoop().schedule(this::ticked, millis, TimeUnit.MILLISECONDS);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void ticked() {
        timerAt = Instant.MAX;
        timer = null;
        if (channel.isActive() && !output.closing()) {
            session.tick(clock.instant());
            rearm();
        }
    }
}
