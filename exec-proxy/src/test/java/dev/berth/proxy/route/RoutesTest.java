package dev.berth.proxy.route;

import static dev.berth.proxy.directory.Computers.closing;
import static dev.berth.proxy.directory.Computers.computer;
import static dev.berth.proxy.directory.Computers.face;
import static dev.berth.proxy.directory.Computers.ofAgent;
import static dev.berth.proxy.directory.Computers.with;
import static dev.berth.proxy.route.RoutingTable.NOBODY;
import static dev.berth.proxy.route.RoutingTable.OTHER;
import static dev.berth.proxy.route.RoutingTable.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.berth.crd.AccessRole;
import dev.berth.crd.Everyone;
import dev.berth.crd.FaceAccess;
import dev.berth.crd.FaceMode;
import dev.berth.proxy.directory.AgentView;
import dev.berth.proxy.directory.FixedDirectory;
import dev.berth.proxy.route.RoutingTable.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every kind of request leads to, one sentence per row. */
final class RoutesTest {

    private final List<DynamicTest> rows = new ArrayList<>();

    private void row(String sentence, Request request, FixedDirectory world, String expected) {
        rows.add(dynamicTest(sentence, () -> assertEquals(expected, RoutingTable.words(request.in(world)), sentence)));
    }

    private static FixedDirectory world() {
        var hello = computer("hello").asleep().highestClosed(2).view();
        var awake = computer("awake").awake().view();
        var team = computer("team")
                .awake()
                .agents(
                        new AgentView("main", "", 5, 0),
                        new AgentView("codex", "", 5, 0),
                        new AgentView("lead", "", 5, 0),
                        new AgentView("scout", "lead", 5, 0),
                        new AgentView("helper", "main", 5, 0))
                .view();
        var theirs = computer("theirs").ownedBy("dev:other").awake().view();
        var watched = computer("watched")
                .ownedBy("dev:other")
                .awake()
                .sharedWith("dev:me", AccessRole.VIEWER)
                .view();
        var driven = computer("driven")
                .ownedBy("dev:other")
                .asleep()
                .sharedWith("dev:me", AccessRole.DRIVER)
                .view();
        var open = computer("open")
                .ownedBy("dev:other")
                .awake()
                .everyone(Everyone.VIEWER)
                .view();
        var party = computer("party")
                .ownedBy("dev:other")
                .awake()
                .everyone(Everyone.DRIVER)
                .view();
        var linked = computer("linked").ownedBy("dev:other").awake().view();
        return new FixedDirectory()
                .with(
                        hello,
                        face(hello, 3),
                        closing(face(hello, 4)),
                        face(hello, 5),
                        with(face(hello, 6), FaceMode.READ_ONLY, List.of()))
                .with(awake, face(awake, 1))
                .with(team, face(team, 1), ofAgent(face(team, 7), "codex"), ofAgent(face(team, 9), "scout"))
                .with(theirs, face(theirs, 1))
                .with(watched, face(watched, 1), face(watched, 2), closing(face(watched, 3)))
                .with(driven, face(driven, 1))
                .with(open)
                .with(party)
                .with(
                        linked,
                        with(
                                face(linked, 1),
                                FaceMode.INTERACTIVE,
                                List.of(new FaceAccess("dev:me", AccessRole.DRIVER, null))),
                        face(linked, 2))
                .with(computer("moving").asleep().inMaintenance().view())
                .with(computer("dying").awake().beingDeleted().view())
                .with(computer("paused").asleep().paused().view())
                .with(computer("paused-awake").awake().paused().view())
                .with(computer("refused").refusedByItsClass().view())
                .with(computer("kept-asleep").asleep().keptAsleep().view())
                .with(computer("fresh").view())
                .with(computer("named").awake().alias("dev.example.org").view());
    }

    @TestFactory
    Stream<DynamicTest> hosts() {
        var w = world();
        row("a computer answers at its name", ask("hello.localhost/"), w, "new face of main at /");
        row("upper case is the same host", ask("HELLO.localhost/"), w, "new face of main at /");
        row("one trailing dot is cut", ask("hello.localhost.:8080/"), w, "new face of main at /");
        row("two trailing dots are no host", ask("hello.localhost..:8080/"), w, "404 E_UNKNOWN_HOST");
        row("the port does not matter", ask("hello.localhost:9999/"), w, "new face of main at /");
        row("a host without a port is the same", ask("hello.localhost:80/"), w, "new face of main at /");
        row("two labels before the base are nobody", ask("a.hello.localhost/"), w, "404 E_UNKNOWN_HOST");
        row("an unknown computer is 404", ask("nobody.localhost/"), w, "no computer nobody");
        row(
                "who is not signed in learns nothing of what exists",
                ask("nobody.localhost/").as(NOBODY),
                w,
                "sign in for nobody");
        row("and gets the same for one that does", ask("hello.localhost/").as(NOBODY), w, "sign in for hello");
        row("a name that no computer can have is no host", ask("4you.localhost/"), w, "404 E_UNKNOWN_HOST");
        row("a foreign host is nobody", ask("evil.example.com/"), w, "404 E_UNKNOWN_HOST");
        row("an address is no host", ask("127.0.0.1/"), w, "404 E_UNKNOWN_HOST");
        row("an alias leads to its computer", ask("dev.example.org/"), w, "new face of main at /");
        row("an agent has a host", ask("codex--team.localhost/"), w, "new face of codex at /");
        row("a child agent has one too", ask("scout--team.localhost/"), w, "new face of scout at /");
        row("a host of an unknown agent is 404", ask("ghost--team.localhost/"), w, "no agent ghost");
        row("an agent's host of an unknown computer", ask("codex--nobody.localhost/"), w, "no computer nobody");
        row("digits before the dashes are no agent", ask("3000--hello.localhost/"), w, "404 E_UNKNOWN_HOST");
        row("the base host leads home", ask("localhost/"), w, "home http://hello.localhost:8080/");
        row(
                "the base host without a computer says so",
                ask("localhost/").as(new dev.berth.proxy.access.Principal.User("dev:new")),
                w,
                "home without a computer");
        row("the base host has no other pages", ask("localhost/else"), w, "404 E_NO_PAGE");
        row("nobody posts to the base host", ask("localhost/").method("POST"), w, "405 E_METHOD");
        row("a host with a space is none", ask("he llo.localhost/"), w, "404 E_UNKNOWN_HOST");
        row("an empty label is none", ask(".localhost/"), w, "404 E_UNKNOWN_HOST");
        row("the previews' own base is nobody's", ask("preview.localhost/"), w, "no computer preview");
        return rows.stream();
    }

    @TestFactory
    Stream<DynamicTest> landing() {
        var w = world();
        row("a person at the address bar gets a face", ask("fresh.localhost/"), w, "new face of main at /");
        row(
                "a link from another site is a navigation too",
                ask("hello.localhost/").with("sec-fetch-site", "cross-site"),
                w,
                "new face of main at /");
        row(
                "a browser without Sec-Fetch that wants HTML navigates",
                ask("hello.localhost/").program().with("accept", "text/html"),
                w,
                "new face of main at /");
        row("a program makes no face", ask("hello.localhost/").program(), w, "quiet");
        row("a HEAD makes none", ask("hello.localhost/").method("HEAD"), w, "quiet");
        row("a fetch by a page makes none", ask("hello.localhost/").with("sec-fetch-mode", "cors"), w, "quiet");
        row(
                "an image of it makes none",
                ask("hello.localhost/").with("sec-fetch-mode", "no-cors").with("sec-fetch-dest", "image"),
                w,
                "quiet");
        row("an iframe of it makes none", ask("hello.localhost/").with("sec-fetch-dest", "iframe"), w, "quiet");
        row("a prefetch is put off", ask("hello.localhost/").with("sec-purpose", "prefetch"), w, "503 E_PREFETCH");
        row("a prerender too", ask("hello.localhost/").with("sec-purpose", "prefetch;prerender"), w, "503 E_PREFETCH");
        row("old prefetches too", ask("hello.localhost/").with("purpose", "prefetch"), w, "503 E_PREFETCH");
        row("a POST to a page is refused", ask("hello.localhost/").method("POST"), w, "405 E_METHOD");
        row("a DELETE is refused", ask("hello.localhost/").method("DELETE"), w, "405 E_METHOD");
        row("during maintenance the console shows in place", ask("moving.localhost/"), w, "page 0 of main, read-only");
        row("while it is being deleted too", ask("dying.localhost/"), w, "page 0 of main, read-only");
        row("paused without a machine too", ask("paused.localhost/"), w, "page 0 of main, read-only");
        row("paused but awake can be used", ask("paused-awake.localhost/"), w, "new face of main at /");
        row("refused by its class shows why", ask("refused.localhost/"), w, "page 0 of main, read-only");
        row("kept asleep by its owner still has faces", ask("kept-asleep.localhost/"), w, "new face of main at /");
        row("a driver lands", ask("driven.localhost/"), w, "new face of main at /");
        row("a viewer is sent to the newest open face", ask("watched.localhost/"), w, "302 /?face=2");
        row("a viewer keeps other parameters", ask("watched.localhost/?theme=day"), w, "302 /?face=2&theme=day");
        row("a viewer of nothing open sees the console", ask("open.localhost/"), w, "page 0 of main, read-only");
        row("everybody may watch an open computer", ask("open.localhost/").as(NOBODY), w, "page 0 of main, read-only");
        row(
                "everybody may land where everybody drives",
                ask("party.localhost/").as(NOBODY),
                w,
                "new face of main at /");
        row("a stranger is denied", ask("theirs.localhost/"), w, "denied");
        row("a stranger's program is denied too", ask("theirs.localhost/").program(), w, "denied");
        row("a guest of one face may not land", ask("linked.localhost/"), w, "denied");
        return rows.stream();
    }

    @TestFactory
    Stream<DynamicTest> faces() {
        var w = world();
        row("a link to a face opens it and wakes", ask("hello.localhost/?face=3"), w, "page 3 of main, wakes");
        row(
                "a reload by a program does not wake",
                ask("hello.localhost/?face=3").program(),
                w,
                "page 3 of main");
        row("a HEAD does not wake", ask("hello.localhost/?face=3").method("HEAD"), w, "page 3 of main");
        row(
                "a prefetch does not wake",
                ask("hello.localhost/?face=3").with("sec-purpose", "prefetch"),
                w,
                "page 3 of main");
        row(
                "a read-only face is watched, and wakes nothing",
                ask("hello.localhost/?face=6"),
                w,
                "page 6 of main, read-only");
        row("a closing face has closed", ask("hello.localhost/?face=4"), w, "closed face");
        row("a number that was closed is 410", ask("hello.localhost/?face=1"), w, "closed face");
        row("a number above all known is looked for", ask("hello.localhost/?face=99"), w, "look for 99");
        row("the console never wakes", ask("hello.localhost/?face=0"), w, "page 0 of main, read-only");
        row("letters are no face", ask("hello.localhost/?face=abc"), w, "no such face");
        row("a leading zero is no face", ask("hello.localhost/?face=03"), w, "no such face");
        row("a sign is no face", ask("hello.localhost/?face=-1"), w, "no such face");
        row("eleven digits are no face", ask("hello.localhost/?face=12345678901"), w, "no such face");
        row("an empty number is no face", ask("hello.localhost/?face="), w, "no such face");
        row("two numbers are no face", ask("hello.localhost/?face=3&face=5"), w, "no such face");
        row("a job is no face here", ask("hello.localhost/?face=job%2Fcreate-app"), w, "no such face");
        row("another agent's face is not this agent's", ask("team.localhost/?face=7"), w, "look for 7");
        row(
                "a viewer opens a face and wakes nothing",
                ask("watched.localhost/?face=1"),
                w,
                "page 1 of main, read-only");
        row("a driver opens a face and wakes", ask("driven.localhost/?face=1"), w, "page 1 of main, wakes");
        row("a face shared alone opens", ask("linked.localhost/?face=1"), w, "page 1 of main, wakes");
        row("the other face does not", ask("linked.localhost/?face=2"), w, "denied");
        row("nor does an unknown one tell anything", ask("linked.localhost/?face=9"), w, "denied");
        row("nor its console", ask("linked.localhost/?face=0"), w, "denied");
        row("a stranger is denied before faces are looked at", ask("theirs.localhost/?face=99"), w, "denied");
        row("others than dev:me own theirs", ask("theirs.localhost/?face=1").as(OTHER), w, "page 1 of main, wakes");
        return rows.stream();
    }

    @Test
    void aFaceThatOnlyTheApiServerKnowsOpens() {
        var w = world();
        var hello = computer("hello").asleep().highestClosed(2).view();
        assertEquals(
                "page 99 of main, wakes",
                RoutingTable.words(ask("hello.localhost/?face=99").inAgain(w, Optional.of(face(hello, 99)))));
        assertEquals(
                "no such face",
                RoutingTable.words(ask("hello.localhost/?face=99").inAgain(w, Optional.empty())));
    }

    @TestFactory
    Stream<DynamicTest> paths() {
        var w = world();
        row("another agent has a path", ask("team.localhost/codex/"), w, "new face of codex at /codex/");
        row("without the slash it is added", ask("team.localhost/codex"), w, "307 /codex/");
        row("with the query", ask("team.localhost/codex?face=7"), w, "307 /codex/?face=7");
        row("its faces are its own", ask("team.localhost/codex/?face=7"), w, "page 7 of codex, wakes");
        row("a child lies below its parent", ask("team.localhost/lead/scout/?face=9"), w, "page 9 of scout, wakes");
        row("without the slash too", ask("team.localhost/lead/scout"), w, "307 /lead/scout/");
        row("a child is not at the top", ask("team.localhost/scout/"), w, "no agent scout");
        row("a parent has its own page", ask("team.localhost/lead/"), w, "new face of lead at /lead/");
        row("the landing agent's path is the root", ask("team.localhost/main/?face=1"), w, "307 /?face=1");
        row(
                "its child lies below its name",
                ask("team.localhost/main/helper/"),
                w,
                "new face of helper at /main/helper/");
        row("an unknown agent is a page", ask("team.localhost/ghost/"), w, "no agent ghost");
        row("below an agent's host there are no agents", ask("codex--team.localhost/lead/"), w, "404 E_NO_PAGE");
        row("favicons wake nothing", ask("hello.localhost/favicon.ico").program(), w, "404 E_NO_PAGE");
        row("three levels are nothing", ask("team.localhost/lead/scout/x/"), w, "404 E_NO_PAGE");
        row("the list of faces", ask("hello.localhost/faces"), w, "list of main");
        row("sessions is the same", ask("hello.localhost/sessions"), w, "list of main");
        row("an agent's list", ask("team.localhost/codex/faces"), w, "list of codex");
        row("viewers may read the list", ask("watched.localhost/faces"), w, "list of main");
        row("guests of one face may not", ask("linked.localhost/faces"), w, "denied");
        row("ttyd's clients ask for a token", ask("hello.localhost/token").program(), w, "token");
        row("the iframe", ask("hello.localhost/_term?face=3").with("sec-fetch-dest", "iframe"), w, "terminal 3");
        row("the iframe of the console", ask("hello.localhost/_term?face=0"), w, "terminal 0");
        row("the iframe needs a face", ask("hello.localhost/_term"), w, "400 E_FACE_MISSING");
        row("the iframe of a closed face", ask("hello.localhost/_term?face=1"), w, "closed face");
        row("a static file", ask("hello.localhost/_static/berth-1.css").program(), w, "file berth-1.css");
        row("static files on the base host", ask("localhost/_static/berth-1.css"), w, "file berth-1.css");
        row(
                "static files where nobody lives: pages there need them",
                ask("nobody.localhost/_static/berth-1.css"),
                w,
                "file berth-1.css");
        row("but not where a box speaks", ask("3000--awake.preview.localhost/_static/x.css"), w, "404 E_UNKNOWN_HOST");
        row("health on any host", ask("10.0.0.1/_healthz").program(), w, "probe HEALTH");
        row("readiness", ask("localhost/_readyz").program(), w, "probe READY");
        row("version", ask("hello.localhost/_version").program(), w, "probe VERSION");
        row("nobody posts to probes", ask("hello.localhost/_readyz").method("POST"), w, "405 E_METHOD");
        return rows.stream();
    }

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
    void theTableHasAtLeastAHundredRows() {
        hosts();
        landing();
        faces();
        paths();
        sockets();
        previewsAndReplays();
        assertTrue(rows.size() >= 100, rows.size() + " rows");
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
