package dev.berth.box.face;

import dev.berth.box.host.ClaudeProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The tmux server of the box, by its own command line, as user claude. Every call blocks for some milliseconds and belongs on the
 * worker thread. {@code =} before a name makes it exact: {@code -t alph} would match {@code alphabet}.
 */
public final class Tmux {

    private static final List<String> TMUX =
            List.of("/usr/bin/tmux", "-u", "-S", "/run/berth/tmux.sock", "-f", "/usr/lib/berth/tmux.conf");

    /** No server yet, a server that is gone, a server without sessions. */
    private static final List<String> NO_SESSIONS =
            List.of("no server running", "error connecting to", "no current target");

    private final ClaudeProcess claude;

    public Tmux(ClaudeProcess claude) {
        this.claude = claude;
    }

    /** All living faces; none if no server runs. Sessions that people made themselves under other names are left out. */
    public List<TmuxSession> sessions() throws IOException {
        var listed = run(List.of("list-panes", "-a", "-F", TmuxSession.FORMAT));
        if (!listed.ok()) {
            // Only these words mean that there are no sessions; any other failure must not look like an ended face.
            if (NO_SESSIONS.stream().anyMatch(listed.output()::contains)) {
                return List.of();
            }
            throw new IOException(
                    "tmux does not list its sessions: " + listed.output().strip());
        }
        var panes = new LinkedHashMap<FaceId, List<TmuxSession.Pane>>();
        listed.output()
                .lines()
                .flatMap(line -> TmuxSession.parse(line).stream())
                .forEach(pane -> panes.computeIfAbsent(pane.face(), face -> new ArrayList<>())
                        .add(pane));
        return panes.values().stream().map(TmuxSession::of).toList();
    }

    /** Makes a session that nobody is attached to; the first client gives it its size. */
    public void make(FaceId face, AgentCommand command) throws IOException {
        var words = new ArrayList<>(List.of(
                "new-session",
                "-d",
                "-s",
                face.session(),
                "-n",
                "main",
                "-x",
                "80",
                "-y",
                "24",
                "-e",
                "BERTH_FACE=" + face,
                "-c",
                command.workingDirectory()));
        if (!command.words().isEmpty()) {
            words.add("--");
            words.addAll(command.words());
        }
        var made = run(words);
        if (!made.ok()) {
            throw new IOException("tmux did not make session " + face.session() + ": "
                    + made.output().strip());
        }
    }

    /** Ends a session and what runs in it. */
    public void end(FaceId face) throws IOException {
        run(List.of("kill-session", "-t", "=" + face.session()));
    }

    /** Returns once tmux has read everything that its terminals had to give before this call. */
    public void fence() throws IOException {
        // Two round trips: the answer to the second cannot come before tmux's event loop has been round once since the
        // first.
        run(List.of("list-sessions"));
        run(List.of("list-sessions"));
    }

    private ClaudeProcess.Result run(List<String> words) throws IOException {
        var command = new ArrayList<>(TMUX);
        command.addAll(words);
        return claude.run(command);
    }
}
