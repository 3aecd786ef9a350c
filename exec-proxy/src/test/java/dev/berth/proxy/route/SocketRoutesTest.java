package dev.berth.proxy.route;

import static dev.berth.proxy.directory.Computers.computer;
import static dev.berth.proxy.directory.Computers.face;
import static dev.berth.proxy.route.RoutingTable.NOBODY;
import static dev.berth.proxy.route.RoutingTable.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.AccessRole;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What sockets, forms, previews and replays lead to; one sentence per row. */
final class SocketRoutesTest extends RoutingRows {

    @TestFactory
    Stream<DynamicTest> sockets() {
        var w = world();
        row(
                "a terminal socket of its own page",
                ask("hello.localhost/ws?face=3").socket("tty"),
                w,
                "attach main/3");
        row(
                "the first socket of a page is its visit",
                ask("hello.localhost/ws?face=3&visit=1&tz=60").socket("tty"),
                w,
                "attach main/3, visit, 60 min");
        row(
                "a reconnect is no visit",
                ask("hello.localhost/ws?face=3&again=1").socket("tty"),
                w,
                "attach main/3, again");
        row("a silly offset is none", ask("hello.localhost/ws?face=3&tz=99999").socket("tty"), w, "attach main/3");
        row("the console has a socket", ask("hello.localhost/ws?face=0").socket("tty"), w, "attach main/0");
        row("below an agent's path", ask("team.localhost/codex/ws?face=7").socket("tty"), w, "attach codex/7");
        row("on an agent's host", ask("codex--team.localhost/ws?face=7").socket("tty"), w, "attach codex/7");
        row("the control socket", ask("hello.localhost/_ctl?face=3").socket("berth"), w, "control main/3");
        row("a socket needs its subprotocol", ask("hello.localhost/ws?face=3").socket("berth"), w, "400 E_PROTOCOL");
        row("the control socket too", ask("hello.localhost/_ctl?face=3").socket("tty"), w, "400 E_PROTOCOL");
        row("a socket needs a face", ask("hello.localhost/ws").socket("tty"), w, "400 E_FACE_MISSING");
        row("an unknown face makes none", ask("hello.localhost/ws?face=99").socket("tty"), w, "look for 99");
        row("a closed face has no socket", ask("hello.localhost/ws?face=1").socket("tty"), w, "closed face");
        row(
                "a page of another site is refused",
                ask("hello.localhost/ws?face=3").socket("tty").from("http://evil.example"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "a page of another computer is refused",
                ask("hello.localhost/ws?face=3").socket("tty").from("http://awake.localhost:8080"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "a preview is refused",
                ask("hello.localhost/ws?face=3").socket("tty").from("http://3000--hello.preview.localhost:8080"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "another port is another page",
                ask("hello.localhost/ws?face=3").socket("tty").from("http://hello.localhost:3000"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "another scheme too",
                ask("hello.localhost/ws?face=3").socket("tty").from("https://hello.localhost:8080"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "a hidden origin is refused",
                ask("hello.localhost/ws?face=3").socket("tty").from("null"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "no origin is refused",
                ask("hello.localhost/ws?face=3").socket("tty").from(""),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "an origin with a path is refused",
                ask("hello.localhost/ws?face=3").socket("tty").from("http://hello.localhost:8080/"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "Sec-Fetch-Site contradicts",
                ask("hello.localhost/ws?face=3").socket("tty").with("sec-fetch-site", "same-site"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "same-origin agrees",
                ask("hello.localhost/ws?face=3").socket("tty").with("sec-fetch-site", "same-origin"),
                w,
                "attach main/3");
        row("a rebound host is refused", ask("evil.example.com/ws?face=3").socket("tty"), w, "404 E_UNKNOWN_HOST");
        row("a plain GET of a socket", ask("hello.localhost/ws?face=3"), w, "426 E_UPGRADE");
        row("a socket to a page is refused", ask("hello.localhost/?face=3").socket("tty"), w, "405 E_METHOD");
        row("a stranger's socket is denied", ask("theirs.localhost/ws?face=1").socket("tty"), w, "denied");
        row("a viewer may attach", ask("watched.localhost/ws?face=1").socket("tty"), w, "attach main/1");
        row("a form of its own page", ask("hello.localhost/_do").post(), w, "form of main");
        row(
                "a form of another page is refused",
                ask("hello.localhost/_do").post().from("http://evil.example"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "a form without an origin is refused",
                ask("hello.localhost/_do").post().from(""),
                w,
                "403 E_FOREIGN_PAGE");
        row("a GET of a form is refused", ask("hello.localhost/_do"), w, "405 E_METHOD");
        row("a stranger's form is denied", ask("theirs.localhost/_do").post(), w, "denied");
        return rows.stream();
    }

    @TestFactory
    Stream<DynamicTest> previewsAndReplays() {
        var w = world();
        var fly = computer("flying").onFly().view();
        var shared = computer("shared")
                .onFly()
                .sharedWith("dev:x", AccessRole.VIEWER)
                .view();
        w.with(fly, face(fly, 1)).with(shared, face(shared, 1));
        row("a port of an awake box", ask("8000--awake.preview.localhost/"), w, "preview 8000");
        row("any path of it", ask("8000--awake.preview.localhost/a/b?c"), w, "preview 8000");
        row(
                "names that are ours elsewhere are the box's",
                ask("8000--awake.preview.localhost/_static/x.css"),
                w,
                "preview 8000");
        row("its own readiness too", ask("8000--awake.preview.localhost/_readyz"), w, "preview 8000");
        row("and its tokens", ask("8000--awake.preview.localhost/token"), w, "preview 8000");
        row(
                "our page instead of a sleeping box has its style",
                ask("8000--hello.preview.localhost/_static/berth-1.css"),
                w,
                "file berth-1.css");
        row("and our refusal too", ask("8000--theirs.preview.localhost/_static/berth-1.css"), w, "file berth-1.css");
        row(
                "who is not signed in is asked to",
                ask("8000--awake.preview.localhost/").as(NOBODY),
                w,
                "sign in for awake");
        row("a preview of nobody", ask("8000--nobody.preview.localhost/"), w, "no computer nobody");
        row("asleep it is not woken", ask("8000--hello.preview.localhost/"), w, "preview asleep");
        row("the box's own port is closed", ask("7681--awake.preview.localhost/"), w, "404 E_NO_PORT");
        row("low ports are closed", ask("1023--awake.preview.localhost/"), w, "404 E_NO_PORT");
        row("ports end", ask("65536--awake.preview.localhost/"), w, "404 E_NO_PORT");
        row("agents are not previewed", ask("main--awake.preview.localhost/"), w, "404 E_UNKNOWN_HOST");
        row("owners only: a viewer is denied", ask("8000--watched.preview.localhost/"), w, "denied");
        row("a driver too", ask("8000--driven.preview.localhost/"), w, "denied");
        row("strangers are denied", ask("8000--theirs.preview.localhost/"), w, "denied");
        row(
                "a preview's socket from its own page",
                ask("8000--awake.preview.localhost/hmr").socket("vite"),
                w,
                "preview 8000");
        row(
                "not from another",
                ask("8000--awake.preview.localhost/hmr")
                        .socket("vite")
                        .from("http://9000--awake.preview.localhost:8080"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "a form from its own page",
                ask("8000--awake.preview.localhost/save").post(),
                w,
                "preview 8000");
        row(
                "a form from another is refused",
                ask("8000--awake.preview.localhost/save").post().from("http://evil.example"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "a link from another site may open it",
                ask("8000--awake.preview.localhost/").with("sec-fetch-site", "cross-site"),
                w,
                "preview 8000");
        row(
                "another page may not read it",
                ask("8000--awake.preview.localhost/data")
                        .with("sec-fetch-site", "same-site")
                        .with("sec-fetch-mode", "cors"),
                w,
                "403 E_FOREIGN_PAGE");
        row(
                "behind Fly's edge the owner is replayed",
                ask("flying.localhost/ws?face=1").behindFly().socket("tty"),
                w,
                "replay main/1 to 148e21eaf30d89");
        row("elsewhere it is relayed", ask("flying.localhost/ws?face=1").socket("tty"), w, "attach main/1");
        row(
                "a replay that failed is relayed",
                ask("flying.localhost/ws?face=1").behindFly().socket("tty").with("fly-replay-failed", "reason=timeout"),
                w,
                "attach main/1");
        row(
                "a shared computer is relayed",
                ask("shared.localhost/ws?face=1").behindFly().socket("tty"),
                w,
                "attach main/1");
        row(
                "a container is relayed",
                ask("awake.localhost/ws?face=1").behindFly().socket("tty"),
                w,
                "attach main/1");
        row(
                "the console is never replayed",
                ask("flying.localhost/ws?face=0").behindFly().socket("tty"),
                w,
                "attach main/0");
        return rows.stream();
    }

    @Test
    void theTablesHaveAtLeastAHundredRows() {
        var pages = new PageRoutesTest();
        pages.hosts();
        pages.landing();
        pages.faces();
        pages.paths();
        sockets();
        previewsAndReplays();
        int all = rows.size() + pages.rows.size();
        assertTrue(all >= 100, all + " rows");
    }

    @Test
    void theReplayDocumentIsGolden() {
        assertEquals(
                "{\"app\":\"calm-meadow-4821-abc\",\"fallback\":\"force_self\",\"instance\":\"148e21eaf30d89\",\"state\":\"2026-11.claims.mac\","
                        + "\"timeout\":\"10s\",\"transform\":{\"delete_headers\":[\"cookie\",\"authorization\",\"sec-websocket-extensions\",\"berth-grant\"],"
                        + "\"path\":\"/v1/attach\"}}",
                new ReplayTarget("calm-meadow-4821-abc", "148e21eaf30d89").document("2026-11.claims.mac"));
    }
}
