package dev.berth.proxy.config;

import dev.berth.proxy.route.Site;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What exec-proxy is told at start: flat environment variables over an optional YAML file ({@code BERTH_CONFIG}).
 *
 * @param site BERTH_PUBLIC_URL, BERTH_PREVIEW_HOST, BERTH_FLY_EDGE (whether Fly's edge stands in front)
 * @param listen BERTH_LISTEN
 * @param reusePort BERTH_REUSE_PORT: replicas on one host share the port
 * @param health BERTH_HEALTH_LISTEN
 * @param boxKeys BERTH_BOX_KEYS: folder of master keys
 * @param watchNamespaces BERTH_WATCH_NAMESPACES; empty: all
 * @param replica BERTH_REPLICA: named in {@code Berth-Proxy}
 * @param devPrincipal BERTH_DEV_PRINCIPAL: everybody who reaches us is this person; empty: nobody is signed in
 * @param drain BERTH_DRAIN: how long new visitors are still taken after SIGTERM
 * @param socketsPerSecond BERTH_SOCKETS_PER_SECOND: sockets one principal may open; ten seconds' worth at once
 * @param connectionsPerAddress BERTH_CONNECTIONS_PER_ADDRESS: of clients that have not said who they are
 */
public record Settings(
        Site site,
        Listen listen,
        boolean reusePort,
        Listen health,
        Path boxKeys,
        Set<String> watchNamespaces,
        String replica,
        String devPrincipal,
        Duration drain,
        int socketsPerSecond,
        int connectionsPerAddress) {

    private static final Pattern PRINCIPAL = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9._|:@-]*");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    /** @throws BadSettings with every problem */
    public static Settings read(Map<String, String> environment, String defaultReplica) {
        var values = new Values(environment);
        var listen = values.read("LISTEN", "127.0.0.1:8080", new Listen("127.0.0.1", 0), Listen::parse);
        var site = site(values);
        var settings = new Settings(
                site,
                listen,
                values.read("REUSE_PORT", "true", true, Settings::truth),
                values.read("HEALTH_LISTEN", "127.0.0.1:9092", new Listen("127.0.0.1", 0), Listen::parse),
                Path.of(values.text("BOX_KEYS", ".")),
                namespaces(values.text("WATCH_NAMESPACES", "")),
                values.text("REPLICA", defaultReplica),
                values.text("DEV_PRINCIPAL", ""),
                values.read("DRAIN", "5s", Duration.ZERO, Settings::duration),
                values.read("SOCKETS_PER_SECOND", "20", 20, Settings::count),
                values.read("CONNECTIONS_PER_ADDRESS", "100", 100, Settings::count));
        settings.check(values);
        if (!values.problems().isEmpty()) throw new BadSettings(values.problems());
        return settings;
    }

    private void check(Values values) {
        if (values.text("BOX_KEYS", "").isEmpty()) {
            values.problem("BERTH_BOX_KEYS is missing; name the folder that holds the box master keys.");
        } else if (!Files.isDirectory(boxKeys)) {
            values.problem(
                    "BERTH_BOX_KEYS names " + boxKeys + ", which is no folder; create it with one key file in it.");
        }
        if (!replica.matches("[A-Za-z0-9._-]{1,63}")) {
            values.problem("BERTH_REPLICA is \"" + replica + "\"; use 1 to 63 letters, digits, dots and dashes.");
        }
        if (devPrincipal.isEmpty()) return;
        if (!PRINCIPAL.matcher(devPrincipal).matches()) {
            values.problem(
                    "BERTH_DEV_PRINCIPAL is \"" + devPrincipal + "\"; write {issuer}:{subject}, for example dev:me.");
        }
        // Everybody who can connect would be this person, so nobody but this machine may be able to connect.
        if (!local(site.base())) {
            values.problem("BERTH_DEV_PRINCIPAL makes every visitor " + devPrincipal + ", which " + site.base()
                    + " must not: remove it, or use a localhost BERTH_PUBLIC_URL.");
        }
        if (!local(site.previewBase())) {
            values.problem("BERTH_DEV_PRINCIPAL makes every visitor " + devPrincipal + ", which " + site.previewBase()
                    + " must not: remove it, or use a localhost BERTH_PREVIEW_HOST.");
        }
        if (!listen.loopback()) {
            values.problem("BERTH_DEV_PRINCIPAL makes every visitor " + devPrincipal
                    + ", so BERTH_LISTEN must be a loopback address, not " + listen.host() + ".");
        }
    }

    private static boolean local(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private static Site site(Values values) {
        var preview = values.read("PREVIEW_HOST", "preview.localhost", "preview.localhost", Settings::host);
        var edge = values.read("FLY_EDGE", "false", false, Settings::truth);
        return values.read(
                "PUBLIC_URL", "http://localhost:8080", new Site("http", "localhost", 8080, preview, edge), text -> {
                    try {
                        var uri = URI.create(text);
                        if (uri.getScheme() == null
                                || uri.getHost() == null
                                || !uri.getScheme().matches("https?")) {
                            throw new IllegalArgumentException();
                        }
                        return new Site(uri.getScheme(), host(uri.getHost()), uri.getPort(), preview, edge);
                    } catch (IllegalArgumentException wrong) {
                        throw new IllegalArgumentException(
                                "write scheme, host and port, for example https://example.com or http://localhost:8080.",
                                wrong);
                    }
                });
    }

    private static String host(String text) {
        var host = text.toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
        if (!HOST.matcher(host).matches())
            throw new IllegalArgumentException("write a host name, for example preview.localhost.");
        return host;
    }

    private static Set<String> namespaces(String commas) {
        var names = new TreeSet<String>();
        Arrays.stream(commas.split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .forEach(names::add);
        return Set.copyOf(names);
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("write true or false.");
        };
    }

    private static int count(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) throw new IllegalArgumentException("write a number of at least 1.");
        return Integer.parseInt(text);
    }

    private static Duration duration(String text) {
        var parsed = dev.berth.crd.Durations.parse(text);
        if (parsed == null || parsed.isNegative()) throw new IllegalArgumentException("write a time such as 5s or 1m.");
        return parsed;
    }
}
