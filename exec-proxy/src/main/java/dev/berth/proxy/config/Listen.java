package dev.berth.proxy.config;

import java.util.Set;

/** Where a server listens; port 0 is any free one. */
public record Listen(String host, int port) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    static Listen parse(String text) {
        int colon = text.lastIndexOf(':');
        var digits = colon < 0 ? "" : text.substring(colon + 1);
        if (colon <= 0 || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 65535) {
            throw new IllegalArgumentException("write host:port, for example 127.0.0.1:8080.");
        }
        return new Listen(text.substring(0, colon), Integer.parseInt(digits));
    }

    public boolean loopback() {
        return LOOPBACK.contains(host) || host.startsWith("127.");
    }
}
