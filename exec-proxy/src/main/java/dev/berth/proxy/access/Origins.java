package dev.berth.proxy.access;

/**
 * Which pages may open sockets and post. A browser names the page behind a request in {@code Origin}; only our own page of the very same host may. Everything else
 * (another site, a sibling computer, a preview, a page that hides its origin, a program that sends none) is refused before anything is looked up or woken. Pure.
 */
public final class Origins {

    private Origins() {}

    /**
     * Whether a socket or POST comes from our own page.
     *
     * @param scheme of our public address, since TLS may end before us
     * @param authority Host header as sent
     * @param origin Origin header, empty if absent
     * @param secFetchSite Sec-Fetch-Site header, empty if absent
     */
    public static boolean ownPage(String scheme, String authority, String origin, String secFetchSite) {
        return !authority.isEmpty()
                && origin.equals(scheme + "://" + withoutDefaultPort(scheme, authority))
                && (secFetchSite.isEmpty() || secFetchSite.equals("same-origin"));
    }

    /** Whether a GET without side effects of ours may be answered: a navigation, a person at the address bar, or a page of the same host. */
    public static boolean mayRead(String secFetchSite, String secFetchMode) {
        return switch (secFetchSite) {
            case "", "none", "same-origin" -> true;
            default -> secFetchMode.equals("navigate");
        };
    }

    // Browsers leave the default port out of Origin, programs may leave it in Host.
    private static String withoutDefaultPort(String scheme, String authority) {
        var suffix = scheme.equals("https") ? ":443" : ":80";
        return authority.endsWith(suffix) ? authority.substring(0, authority.length() - suffix.length()) : authority;
    }
}
