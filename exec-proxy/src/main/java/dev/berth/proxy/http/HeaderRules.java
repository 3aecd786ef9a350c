package dev.berth.proxy.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers pass between a browser and what a box serves (reference proxy.md 6). Pure. */
final class HeaderRules {

    /** Meant for one connection only. {@code Connection} also names others. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            // Programs that take their environment from headers would believe it to name their proxy (httpoxy).
            "proxy");

    /** What we say ourselves; whoever else says it is not believed, nor is anything that begins as our names and those of Fly's edge do. */
    private static final Set<String> OURS = Set.of(
            "forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "x-real-ip");

    private static final List<String> OUR_NAMES = List.of("berth-", "x-berth-", "fly-", "proxy-");

    private HeaderRules() {}

    /** @param host public Host, kept: development servers build addresses from it */
    record Forwarded(String host, String scheme, String remote) {}

    /** To the box: its owner's browser sent it, but everybody with a shell there can read it. */
    static HttpHeaders toBox(HttpHeaders from, Forwarded forwarded, boolean webSocket) {
        var to = passing(from);
        to.remove("Cookie");
        var cookies = foreignCookies(from.getAll("Cookie"));
        if (!cookies.isEmpty()) to.set("Cookie", cookies);
        to.set("Host", forwarded.host());
        to.set("X-Forwarded-For", forwarded.remote());
        to.set("X-Forwarded-Proto", forwarded.scheme());
        to.set("X-Forwarded-Host", forwarded.host());
        if (webSocket) {
            to.set("Connection", "Upgrade");
            to.set("Upgrade", "websocket");
        }
        return to;
    }

    /** From the box: it may not speak for us, nor set cookies beyond its own host. */
    static HttpHeaders fromBox(HttpHeaders from) {
        var to = passing(from);
        to.remove("Set-Cookie");
        for (var cookie : from.getAll("Set-Cookie")) {
            if (!setsTooMuch(cookie)) to.add("Set-Cookie", cookie);
        }
        to.remove("Alt-Svc");
        return to;
    }

    private static HttpHeaders passing(HttpHeaders from) {
        var to = new DefaultHttpHeaders();
        var named = connectionNames(from);
        for (var header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(name) || OURS.contains(name)) continue;
            if (OUR_NAMES.stream().anyMatch(name::startsWith)) continue;
            // A message that names its own length as hop-by-hop would lose its end.
            if (named.contains(name) && !name.equals("content-length")) continue;
            to.add(header.getKey(), header.getValue());
        }
        return to;
    }

    private static List<String> connectionNames(HttpHeaders headers) {
        var names = new ArrayList<String>();
        for (var value : headers.getAll("Connection")) {
            for (var name : value.split(",", -1)) names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** Sign-in cookies stay with us. */
    private static String foreignCookies(List<String> headers) {
        var kept = new ArrayList<String>();
        for (var header : headers) {
            for (var cookie : header.split(";", -1)) {
                var name = cookie.split("=", 2)[0].strip();
                if (!name.isEmpty() && !signIn(name)) kept.add(cookie.strip());
            }
        }
        return String.join("; ", kept);
    }

    private static boolean setsTooMuch(String setCookie) {
        var parts = setCookie.split(";", -1);
        if (signIn(parts[0].split("=", 2)[0].strip())) return true;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().toLowerCase(Locale.ROOT).startsWith("domain")) return true;
        }
        return false;
    }

    private static boolean signIn(String cookie) {
        var name = cookie.toLowerCase(Locale.ROOT);
        return name.startsWith("__host-berth") || name.startsWith("__session") || name.startsWith("__client_uat");
    }
}
