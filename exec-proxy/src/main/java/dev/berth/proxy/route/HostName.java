package dev.berth.proxy.route;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a Host header names (DESIGN.md, "Paths"): lower-case, port and one trailing dot cut, exactly one label before the base. */
sealed interface HostName {

    /** {@code {computer}.{base}}. */
    record OfComputer(String computer) implements HostName {}

    /** {@code {agent}--{computer}.{base}}. */
    record OfAgent(String computer, String agent) implements HostName {}

    /** {@code {port}--{computer}.{previewBase}}. */
    record OfPreview(String computer, int port) implements HostName {}

    /** The base itself. */
    record Base() implements HostName {}

    /** Perhaps an alias of some computer. */
    record Other(String host) implements HostName {}

    /** No name that we could answer for. */
    record Nonsense() implements HostName {}

    Pattern COMPUTER = Pattern.compile("[a-z][a-z0-9-]{0,39}[a-z0-9]");
    Pattern AGENT = Pattern.compile("[a-z]([a-z0-9-]{0,18}[a-z0-9])?");
    Pattern PORT = Pattern.compile("[1-9][0-9]{3,4}");
    Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?");

    static HostName parse(String authority, Site site) {
        var matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) return new Nonsense();
        var host = matcher.group(1).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
        if (host.equals(site.base())) return new Base();
        // The preview base may itself be a label below the base, as preview.localhost is.
        if (host.endsWith("." + site.previewBase())) return preview(label(host, site.previewBase()));
        if (host.endsWith("." + site.base())) return ours(label(host, site.base()));
        return host.contains(".") && !host.startsWith(".") ? new Other(host) : new Nonsense();
    }

    private static String label(String host, String base) {
        return host.substring(0, host.length() - base.length() - 1);
    }

    private static HostName ours(String label) {
        int dashes = label.indexOf("--");
        if (dashes < 0) return COMPUTER.matcher(label).matches() ? new OfComputer(label) : new Nonsense();
        var agent = label.substring(0, dashes);
        var computer = label.substring(dashes + 2);
        return AGENT.matcher(agent).matches() && computer(computer) ? new OfAgent(computer, agent) : new Nonsense();
    }

    private static HostName preview(String label) {
        int dashes = label.indexOf("--");
        if (dashes < 0) return new Nonsense();
        var port = label.substring(0, dashes);
        var computer = label.substring(dashes + 2);
        if (!PORT.matcher(port).matches() || !computer(computer)) return new Nonsense();
        return new OfPreview(computer, Integer.parseInt(port));
    }

    private static boolean computer(String name) {
        return COMPUTER.matcher(name).matches() && !name.contains("--");
    }
}
