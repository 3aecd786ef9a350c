package dev.berth.proxy.route;

import static dev.berth.proxy.directory.Computers.closing;
import static dev.berth.proxy.directory.Computers.computer;
import static dev.berth.proxy.directory.Computers.face;
import static dev.berth.proxy.directory.Computers.ofAgent;
import static dev.berth.proxy.directory.Computers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.DynamicTest;

/** Rows of a table of requests, one sentence each, in a world of computers of every kind. */
abstract class RoutingRows {

    final List<DynamicTest> rows = new ArrayList<>();

    void row(String sentence, Request request, FixedDirectory world, String expected) {
        rows.add(dynamicTest(sentence, () -> assertEquals(expected, RoutingTable.words(request.in(world)), sentence)));
    }

    static FixedDirectory world() {
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
}
