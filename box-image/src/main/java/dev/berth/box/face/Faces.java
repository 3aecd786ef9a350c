package dev.berth.box.face;

import dev.berth.ttyd.BoxAgent;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The faces of this box: finds, makes and ends their sessions. Runs on the worker thread alone, so two first attaches stand in line: one
 * makes, the other joins.
 */
public final class Faces {

    private final Tmux tmux;
    private final FaceLedger ledger;
    private final ClosingFaces closing = new ClosingFaces();
    private final Map<FaceId, Long> madeAt = new HashMap<>();

    public Faces(Tmux tmux, FaceLedger ledger) {
        this.tmux = tmux;
        this.ledger = ledger;
    }

    /** Lets a grant enter a face; after {@link Entry.Make} its session is there. */
    public Entry enter(FaceId face, boolean fresh, boolean mayType, List<BoxAgent> agents, long now)
            throws IOException {
        Entry entry = Entry.of(new Entry.Facts(face, alive(face), ledger.noted(face), fresh, mayType));
        if (entry instanceof Entry.Make) {
            // Noted first: whatever happens from here on, this face never gets a second session.
            var command = AgentCommand.of(agents, face.agent(), ledger.resumes(face.agent()));
            try {
                ledger.note(face);
            } catch (IOException full) {
                return new Entry.NoRoom("Face " + face + " cannot be written down on this computer's disk ("
                        + full.getMessage() + "); delete files there, then open it again.");
            }
            tmux.make(face, command);
            madeAt.put(face, now);
        }
        return entry;
    }

    public boolean alive(FaceId face) throws IOException {
        return tmux.sessions().stream().anyMatch(session -> session.face().equals(face));
    }

    public List<TmuxSession> sessions() throws IOException {
        return tmux.sessions();
    }

    /** The controller said which faces are open. */
    public void listed(Set<FaceId> open, Set<FaceId> attached, long now) throws IOException {
        closing.listed(open, living(attached), now);
        endClosed(attached, now);
    }

    /** Ends the sessions of closed faces that are due. */
    public void endClosed(Set<FaceId> attached, long now) throws IOException {
        for (FaceId face : closing.due(living(attached), now)) {
            tmux.end(face);
        }
    }

    /** Returns once tmux has read all that its terminals have. */
    public void fence() throws IOException {
        tmux.fence();
    }

    private List<ClosingFaces.Living> living(Set<FaceId> attached) throws IOException {
        var sessions = tmux.sessions();
        var faces = new HashSet<FaceId>();
        sessions.forEach(session -> faces.add(session.face()));
        madeAt.keySet().retainAll(faces);
        return sessions.stream()
                .map(TmuxSession::face)
                .map(face -> new ClosingFaces.Living(
                        face, madeAt.getOrDefault(face, Long.MIN_VALUE / 2), attached.contains(face)))
                .toList();
    }
}
