package dev.berth.box.port;

import dev.berth.ttyd.BoxPaths;

/** Which port a preview's path names, and what is asked of it there. Pure. */
sealed interface PortTarget {

    /** @param uri path and query as the program in the box sees them */
    record Of(int port, String uri) implements PortTarget {}

    record Refused(int status, String sentence) implements PortTarget {}

    /** @param granted the port that the grant opens */
    static PortTarget of(String uri, int granted) {
        String rest = uri.substring(BoxPaths.PORT.length());
        int digits = 0;
        while (digits < rest.length() && rest.charAt(digits) >= '0' && rest.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 5 || digits == rest.length() || rest.charAt(digits) != '/') {
            return new Refused(404, "The path names no port; it is /v1/port/{n}/ and the path in the box.");
        }
        int port = Integer.parseInt(rest.substring(0, digits));
        if (port < 1024 || port > 65_535) {
            return new Refused(403, "Port " + port + " cannot be reached from outside; use 1024 to 65535.");
        }
        if (port == BoxPaths.BOX_PORT) {
            return new Refused(403, "Port " + port + " is the computer's own door and no preview.");
        }
        if (port != granted) {
            return new Refused(401, "The grant is for port " + granted + ", not for " + port + ".");
        }
        return new Of(port, rest.substring(digits));
    }
}
