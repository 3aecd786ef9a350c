package dev.berth.proxy.route;

import static dev.berth.proxy.directory.Computers.computer;
import static dev.berth.proxy.directory.Computers.face;
import static dev.berth.proxy.route.RoutingTable.NOBODY;
import static dev.berth.proxy.route.RoutingTable.OTHER;
import static dev.berth.proxy.route.RoutingTable.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What requests for pages lead to, by host, path and face; one sentence per row. */
final class PageRoutesTest extends RoutingRows {

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
        row("health on any host", ask("10.0.0.1/_healthz").program(), w, "probe HEALTH");
        row("readiness", ask("localhost/_readyz").program(), w, "probe READY");
        row("version", ask("hello.localhost/_version").program(), w, "probe VERSION");
        row("nobody posts to probes", ask("hello.localhost/_readyz").method("POST"), w, "405 E_METHOD");
        return rows.stream();
    }
}
