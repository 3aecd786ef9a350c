package dev.berth.proxy.route;

/**
 * Where this installation answers.
 *
 * @param scheme {@code http} or {@code https}, as browsers see it
 * @param base host that computers are labels of: {@code localhost}
 * @param port as browsers see it; -1 is the scheme's own
 * @param previewBase host of previews, another registrable domain
 * @param behindFlyEdge whether our answers pass Fly's edge, so that replays work
 */
public record Site(String scheme, String base, int port, String previewBase, boolean behindFlyEdge) {

    /** Address of a host of ours, with a slash at the end. */
    public String url(String host) {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port) + "/";
    }

    /** Address of a computer: {@code http://hello.localhost:8080/}. */
    public String computerUrl(String computer) {
        return url(computer + "." + base);
    }

    public String home() {
        return url(base);
    }
}
