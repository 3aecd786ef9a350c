package dev.berth.proxy.access;

import dev.berth.crd.FaceAccess;
import dev.berth.crd.FaceMode;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import java.time.Instant;
import java.util.Objects;

/** Who may do what: the strongest of owner, members, the face's own list and everyone; then capped (resources.md 4.6). Pure. */
public final class Roles {

    private Roles() {}

    /** On the computer itself: its pages, landing, previews. */
    public static Standing on(ComputerView computer, Principal principal) {
        var everyone = Standing.of(computer.sharing().everyone());
        if (!(principal instanceof Principal.User(var id))) return everyone;
        if (computer.owner().equals(id)) return Standing.OWNER;
        var member = computer.sharing().members().get(id);
        return member == null ? everyone : everyone.orStronger(Standing.of(member));
    }

    /** On one face of it. */
    public static Standing on(ComputerView computer, FaceView face, Principal principal, Instant now) {
        var standing = on(computer, principal);
        for (FaceAccess entry : face.access()) {
            if (entry.role() != null && entry.who().equals(principal.name()) && !ended(entry, now)) {
                standing = standing.orStronger(Standing.of(Objects.requireNonNull(entry.role())));
            }
        }
        return face.mode() == FaceMode.READ_ONLY ? standing.atMost(Standing.VIEWER) : standing;
    }

    /** On the computer's standing console and other faces without an object: nobody types there. */
    public static Standing onSynthetic(ComputerView computer, Principal principal) {
        return on(computer, principal).atMost(Standing.VIEWER);
    }

    /** When an answer of {@link #on(ComputerView, FaceView, Principal, Instant)} may change without any watch event; {@link ComputerView#NEVER} if it cannot. */
    public static Instant nextChange(FaceView face, Instant now) {
        return face.access().stream()
                .map(FaceAccess::until)
                .filter(until -> until != null && until.isAfter(now))
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(ComputerView.NEVER);
    }

    private static boolean ended(FaceAccess entry, Instant now) {
        var until = entry.until();
        return until != null && !until.isAfter(now);
    }
}
