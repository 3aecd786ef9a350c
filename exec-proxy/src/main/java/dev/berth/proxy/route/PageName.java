package dev.berth.proxy.route;

/** What lies below a page's path (DESIGN.md, "Paths"). No agent may be called like one of them. */
enum PageName {
    WS,
    CTL,
    TERM,
    TOKEN,
    FACES,
    DO,
    /** The page itself, or nothing of ours. */
    NONE;

    static PageName of(String rest) {
        return switch (rest) {
            case "ws" -> WS;
            case "_ctl" -> CTL;
            case "_term" -> TERM;
            case "token" -> TOKEN;
            case "faces", "sessions" -> FACES;
            case "_do" -> DO;
            default -> NONE;
        };
    }
}
