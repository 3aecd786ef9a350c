package dev.berth.box;

import dev.berth.box.activity.ActivityBook;
import dev.berth.box.face.FaceId;
import dev.berth.box.face.Faces;
import dev.berth.box.face.TmuxSession;
import dev.berth.box.host.ProcessTable;
import dev.berth.ttyd.BoxConfig;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at tmux and {@code /proc} now and then: for activity, for titles, and to end sessions of closed faces. */
final class Sampler {

    private static final Logger log = LoggerFactory.getLogger(Sampler.class);

    private final EventLoop loop;
    private final Executor worker;
    private final Faces faces;
    private final ProcessTable processes;
    private final ActivityBook book;
    private final Terminals terminals;
    private final Supplier<BoxConfig> config;
    private final LongSupplier millis;
    private boolean looking;

    /** Worker thread only. */
    private long tmuxServer;

    Sampler(
            EventLoop loop,
            Executor worker,
            Faces faces,
            ProcessTable processes,
            ActivityBook book,
            Terminals terminals,
            Supplier<BoxConfig> config,
            LongSupplier millis) {
        this.loop = loop;
        this.worker = worker;
        this.faces = faces;
        this.processes = processes;
        this.book = book;
        this.terminals = terminals;
        this.config = config;
        this.millis = millis;
    }

    void start(Duration every) {
        var _ = loop.scheduleWithFixedDelay(this::begin, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void begin() {
        if (!looking) {
            looking = true;
            Set<FaceId> attached = terminals.attachedFaces();
            worker.execute(() -> look(attached));
        }
    }

    private void look(Set<FaceId> attached) {
        try {
            faces.endClosed(attached, millis.getAsLong());
            List<TmuxSession> sessions = faces.sessions();
            // A server without sessions cannot be asked for its pid, and yet it has just reaped all that its last one
            // did.
            sessions.stream().findFirst().ifPresent(session -> tmuxServer = session.serverPid());
            var infrastructure = List.of(ProcessHandle.current().pid(), tmuxServer);
            var look = new ActivityBook.Look(
                    millis.getAsLong(), System.currentTimeMillis(), sessions, processes.read(), infrastructure);
            loop.execute(() -> seen(look));
        } catch (IOException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("The box could not be looked at; trying again");
            loop.execute(() -> looking = false);
        }
    }

    private void seen(ActivityBook.Look look) {
        looking = false;
        book.look(look, config.get().agents());
        terminals.titles(look.sessions());
    }
}
