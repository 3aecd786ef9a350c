package dev.berth.box.face;

/**
 * Whether a grant may enter a face (resources.md 4.6, 4.9). Pure. Sessions are created once, by a grant that says new: attaching to a
 * lost one is {@link Gone}, never a silent new shell (DESIGN rule 12).
 */
public sealed interface Entry {

    /** The session lives: attach. */
    record Join() implements Entry {}

    /** Note the face, then make its session. */
    record Make() implements Entry {}

    /** 410. */
    record Gone(String sentence) implements Entry {}

    /** 403. */
    record Refused(String sentence) implements Entry {}

    /** 507: the face could not be noted. */
    record NoRoom(String sentence) implements Entry {}

    /** What is known about the face; {@code noted}: its name was written down before its session was made, in this boot or another. */
    record Facts(FaceId face, boolean alive, boolean noted, boolean fresh, boolean mayType) {}

    static Entry of(Facts facts) {
        if (facts.alive()) return new Join();
        if (facts.noted()) return new Gone("Face " + facts.face() + " has ended; open a new face.");
        if (!facts.fresh())
            return new Gone("Face " + facts.face() + " was lost when the computer restarted; open a new face.");
        if (!facts.mayType())
            return new Refused("A viewer cannot start face " + facts.face() + "; its owner has to open it first.");
        return new Make();
    }
}
