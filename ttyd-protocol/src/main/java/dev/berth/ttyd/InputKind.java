package dev.berth.ttyd;

/** What a message of terminal input is made of. */
public enum InputKind {
    /** Somebody pressed a key or pasted: it is activity, and it wakes. */
    TYPING,
    /** The terminal itself spoke, nobody did: neither activity nor a key press. */
    REPORTS,
    /** So far only reports, but the last one has not ended yet; what follows decides. */
    UNFINISHED
}
