package dev.berth.controller.config;

import java.net.URI;
import java.util.Locale;

/**
 * Where people reach Berth: every host of a computer hangs below it.
 *
 * @param scheme http or https
 * @param host base host, lower case, without a trailing dot
 * @param port -1 where the scheme's own
 */
public record PublicUrl(String scheme, String host, int port) {

    /** @throws IllegalArgumentException with a sentence for a person */
    static PublicUrl parse(String text) {
        var problem = "BERTH_PUBLIC_URL is \"" + text + "\"; write scheme, host and port, for example "
                + "https://example.com or http://localhost:8080.";
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(problem, e);
        }
        var scheme = uri.getScheme();
        var host = uri.getHost();
        if (scheme == null || host == null || !scheme.matches("https?")) throw new IllegalArgumentException(problem);
        host = host.toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
        return new PublicUrl(scheme, host, uri.getPort());
    }

    /** The page of one host. */
    public String urlOf(String host) {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port) + "/";
    }

    public String hostOf(String computer) {
        return computer + "." + host;
    }

    public String hostOf(String agent, String computer) {
        return agent + "--" + computer + "." + host;
    }

    /** Whether only this machine can reach it: the one place where faults and development principals are allowed. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.endsWith(".localhost") || host.equals("127.0.0.1");
    }
}
