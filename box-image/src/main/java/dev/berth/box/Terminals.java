package dev.berth.box;

import dev.berth.box.activity.ActivityBook;
import dev.berth.box.attach.AttachDoor;
import dev.berth.box.attach.AttachSocket;
import dev.berth.box.attach.TtydLink;
import dev.berth.box.face.Entry;
import dev.berth.box.face.FaceId;
import dev.berth.box.face.Faces;
import dev.berth.box.face.TmuxSession;
import dev.berth.box.host.TtydProcesses;
import dev.berth.box.intake.IntakeDesk;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All terminals that are attached now, and what they need of the rest: sessions from the worker thread, ttyd to dial, the intake and the
 * book of activity to tell. State lives on the event loop.
 */
final class Terminals implements AttachDoor.Host {

    private static final Logger log = LoggerFactory.getLogger(Terminals.class);

    private final EventLoop loop;
    private final Executor worker;
    private final Faces faces;
    private final ActivityBook book;
    private final LongSupplier millis;
    private final Supplier<BoxConfig> config;
    private final Set<AttachSocket> sockets = new LinkedHashSet<>();
    private final Map<FaceId, String> titles = new HashMap<>();
    private @Nullable IntakeDesk desk;
    private @Nullable TtydProcesses ttyds;

    Terminals(
            EventLoop loop,
            Executor worker,
            Faces faces,
            ActivityBook book,
            LongSupplier millis,
            Supplier<BoxConfig> config) {
        this.loop = loop;
        this.worker = worker;
        this.faces = faces;
        this.book = book;
        this.millis = millis;
        this.config = config;
    }

    /** Ties the knot: the desk closes terminals, terminals tell the desk; ttyd's death is the terminals' business. */
    void wire(IntakeDesk desk, TtydProcesses ttyds) {
        this.desk = desk;
        this.ttyds = ttyds;
    }

    /** Number of terminals on each face. */
    Map<String, Integer> attached() {
        var counts = new HashMap<String, Integer>();
        sockets.forEach(socket -> counts.merge(socket.face().toString(), 1, Integer::sum));
        return counts;
    }

    Set<FaceId> attachedFaces() {
        var faces = new HashSet<FaceId>();
        sockets.forEach(socket -> faces.add(socket.face()));
        return faces;
    }

    /** Tells every terminal whose face runs something else now. */
    void titles(List<TmuxSession> sessions) {
        var now = new HashMap<FaceId, String>();
        sessions.forEach(session -> now.put(session.face(), session.title()));
        sockets.forEach(socket -> {
            String title = now.get(socket.face());
            if (title != null && !title.equals(titles.get(socket.face()))) {
                socket.title(title);
            }
        });
        titles.clear();
        titles.putAll(now);
    }

    /** ttyd has died: proxies attach again. */
    void ttydDied() {
        loop.execute(() -> List.copyOf(sockets)
                .forEach(socket -> socket.close(CloseCode.RESTARTED, "the terminal service was restarted")));
    }

    /** Runs {@code then} on the event loop once all input so far has been read by tmux. */
    void delivered(Runnable then) {
        var open = List.copyOf(sockets);
        var left = new int[] {open.size() + 1};
        Runnable one = () -> {
            if (--left[0] == 0) {
                worker.execute(() -> fence(then));
            }
        };
        open.forEach(socket -> socket.fence(one));
        one.run();
    }

    private void fence(Runnable then) {
        try {
            faces.fence();
            loop.execute(then);
        } catch (IOException e) {
            // Without the fence the intake's own deadline decides.
            log.atWarn().addKeyValue("cause", e.getMessage()).log("tmux did not answer before the intake closed");
        }
    }

    @Override
    public boolean admits() {
        return desk().admits();
    }

    @Override
    public void enter(FaceId face, Role role, boolean fresh, AttachDoor.EntryNews news) {
        desk().visited();
        var agents = config.get().agents();
        long now = millis.getAsLong();
        worker.execute(() -> {
            try {
                Entry entry = faces.enter(face, fresh, role.mayType(), agents, now);
                loop.execute(() -> answer(entry, face, news));
            } catch (IOException e) {
                log.atError()
                        .addKeyValue("face", face)
                        .addKeyValue("cause", e.getMessage())
                        .log("No session");
                String sentence = "Face " + face + " has no session: " + e.getMessage();
                loop.execute(() -> news.refused(503, sentence));
            }
        });
    }

    private void answer(Entry entry, FaceId face, AttachDoor.EntryNews news) {
        switch (entry) {
            case Entry.Join() -> news.entered();
            case Entry.Make() -> {
                log.atInfo().addKeyValue("face", face).log("Made a session");
                news.entered();
            }
            case Entry.Gone(String sentence) -> news.refused(410, sentence);
            case Entry.Refused(String sentence) -> news.refused(403, sentence);
            case Entry.NoRoom(String sentence) -> news.refused(507, sentence);
        }
    }

    @Override
    public TtydLink dial(FaceId face, Role role, TtydLink.Listener listener) {
        var socket = role.mayType() ? ttyds().writable() : ttyds().readOnly();
        return TtydLink.open(loop, socket, face, listener);
    }

    @Override
    public void dial(AttachSocket socket, TtydLink.Listener listener) {
        dial(socket.face(), socket.role(), listener);
    }

    @Override
    public String title(FaceId face) {
        return titles.getOrDefault(face, face.agent());
    }

    @Override
    public void attached(AttachSocket socket) {
        sockets.add(socket);
        book.used(socket.face().toString(), millis.getAsLong());
        desk().attached(socket);
    }

    @Override
    public void typed(AttachSocket socket) {
        book.typed(socket.face().toString(), millis.getAsLong());
        desk().typed(socket);
    }

    @Override
    public void touched(FaceId face) {
        book.touched(face.toString(), millis.getAsLong());
    }

    @Override
    public void holds(AttachSocket socket) {
        desk().pong(socket);
    }

    @Override
    public void goesOn(AttachSocket socket) {
        desk().went(socket);
    }

    @Override
    public void lost(AttachSocket socket) {
        worker.execute(() -> {
            boolean alive = alive(socket.face());
            loop.execute(() -> {
                if (alive) {
                    socket.close(CloseCode.RESTARTED, "the terminal service was restarted");
                } else {
                    socket.close(CloseCode.SESSION_ENDED, "the session ended");
                }
            });
        });
    }

    /** Unknown is not gone (DESIGN rule 4). */
    private boolean alive(FaceId face) {
        try {
            return faces.alive(face);
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void left(AttachSocket socket) {
        if (sockets.remove(socket)) {
            book.used(socket.face().toString(), millis.getAsLong());
        }
        desk().left(socket);
    }

    private IntakeDesk desk() {
        return java.util.Objects.requireNonNull(desk, "wired at start");
    }

    private TtydProcesses ttyds() {
        return java.util.Objects.requireNonNull(ttyds, "wired at start");
    }
}
