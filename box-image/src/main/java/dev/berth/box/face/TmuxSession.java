package dev.berth.box.face;

import java.util.List;
import java.util.Optional;

/**
 * A session as tmux lists it; one line per pane, the active pane of the active window speaks for the session.
 *
 * @param panePids first process of each pane
 * @param outputAtMillis when a pane last printed: wall clock, whole seconds
 * @param command name of the program in front
 */
public record TmuxSession(
        FaceId face,
        List<Long> panePids,
        long serverPid,
        long outputAtMillis,
        String command,
        String directory,
        String title) {

    /** Free text stands last and second to last, so that a tab in it harms nothing else. */
    static final String FORMAT = String.join(
            "\t",
            "#{session_name}",
            "#{pid}",
            "#{pane_pid}",
            "#{window_activity}",
            "#{&&:#{pane_active},#{window_active}}",
            "#{pane_current_command}",
            "#{pane_current_path}",
            "#{host}",
            "#{pane_title}");

    /** One line of {@link #FORMAT}: empty if it is not one of our sessions. */
    static Optional<Pane> parse(String line) {
        String[] field = line.split("\t", 9);
        if (field.length < 9) {
            return Optional.empty();
        }
        try {
            return FaceId.ofSession(field[0])
                    .map(face -> new Pane(
                            face,
                            Long.parseLong(field[1]),
                            Long.parseLong(field[2]),
                            Long.parseLong(field[3]) * 1000,
                            field[4].equals("1"),
                            field[5],
                            field[6],
                            title(field[8], field[7], field[5])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** tmux titles a new pane with the host's name, which says nothing about what runs and is nobody's business. */
    private static String title(String title, String host, String command) {
        return title.isBlank() || title.equals(host) ? command : title;
    }

    /** One line of the list. */
    record Pane(
            FaceId face,
            long serverPid,
            long pid,
            long outputAtMillis,
            boolean active,
            String command,
            String directory,
            String title) {}

    /** Puts the panes of one session together. */
    static TmuxSession of(List<Pane> panes) {
        Pane front = panes.stream().filter(Pane::active).findFirst().orElse(panes.getFirst());
        return new TmuxSession(
                front.face(),
                panes.stream().map(Pane::pid).toList(),
                front.serverPid(),
                panes.stream().mapToLong(Pane::outputAtMillis).max().orElse(0),
                front.command(),
                front.directory(),
                front.title());
    }
}
