package dev.berth.proxy.web;

import java.util.Map;

/** Headers of our own HTML (web/README.md): nothing inline, nothing from elsewhere, nobody frames us. */
final class Security {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                    + "connect-src 'self'%s; form-action 'self'; base-uri 'none'; frame-ancestors %s";

    private static final Map<String, String> COMMON = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            // With no-referrer a form post would come with Origin null, and be refused.
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy",
                    "clipboard-read=(self), clipboard-write=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()");

    private Security() {}

    static Answer page(int status, String html) {
        return html(status, html, POLICY.formatted("; frame-src 'self'", "'none'"));
    }

    /** The iframe: our own page alone may frame it. */
    static Answer framed(String html) {
        return html(200, html, POLICY.formatted("", "'self'"));
    }

    private static Answer html(int status, String html, String policy) {
        var answer = Answer.of(
                        status, "text/html; charset=utf-8", html.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .with("Content-Security-Policy", policy);
        for (var header : COMMON.entrySet()) answer = answer.with(header.getKey(), header.getValue());
        return answer;
    }
}
