package dev.berth.proxy.relay.control;

import static dev.berth.proxy.relay.Fixtures.START;
import static dev.berth.proxy.relay.Fixtures.computer;
import static dev.berth.proxy.relay.Fixtures.face;
import static dev.berth.proxy.relay.Fixtures.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MaintenanceView;
import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxLease;
import dev.berth.ttyd.BoxSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of the control socket, as the page reads it. */
class ControlStateTest {

    private static final List<BoxSession> SESSIONS = List.of(new BoxSession("main/1", "zsh", "~", 1));

    static Stream<Arguments> states() {
        var ready = computer(machine(InstancePhase.READY));
        return Stream.of(
                Arguments.of(
                        "ready, idle for a minute", ready, Standing.OWNER, report(60_000, List.of(), List.of()), """
                        {"state":"ready","since":"2026-11-21T09:25:00Z","sleepsAt":"2026-11-21T09:54:00Z","role":"Owner",\
                        "faces":[{"n":1,"hash":"%s","title":"zsh"}]}"""),
                Arguments.of(
                        "an agent works",
                        ready,
                        Standing.DRIVER,
                        report(60_000, List.of(new AgentActivity("main", true, 1, "make")), List.of()),
                        """
                        {"state":"ready","since":"2026-11-21T09:25:00Z","heldBy":[{"kind":"Agent","what":"make"}],"role":"Driver",\
                        "faces":[{"n":1,"hash":"%s","title":"zsh"}]}"""),
                Arguments.of(
                        "kept awake",
                        ready,
                        Standing.OWNER,
                        report(60_000, List.of(), List.of(new BoxLease("asked for on the page", 3_600_000))),
                        """
                        {"state":"ready","since":"2026-11-21T09:25:00Z",\
                        "heldBy":[{"kind":"Lease","what":"asked for on the page","until":"2026-11-21T10:25:00Z"}],\
                        "role":"Owner","faces":[{"n":1,"hash":"%s","title":"zsh"}]}"""),
                Arguments.of("nobody has asked the box", ready, Standing.VIEWER, BoxReport.NONE, """
                        {"state":"ready","since":"2026-11-21T09:25:00Z","canWake":false,"role":"Viewer",\
                        "faces":[{"n":1,"hash":"%s","title":"main/1"}]}"""),
                Arguments.of(
                        "asleep",
                        computer(machine(InstancePhase.SUSPENDED)),
                        Standing.OWNER,
                        report(60_000, List.of(), List.of()),
                        """
                        {"state":"asleep","since":"2026-11-21T09:25:00Z","role":"Owner",\
                        "faces":[{"n":1,"hash":"%s","title":"zsh"}]}"""),
                Arguments.of(
                        "kept asleep by its owner",
                        computer(machine(InstancePhase.SUSPENDED), Power.SUSPENDED, MaintenanceView.NONE),
                        Standing.OWNER,
                        BoxReport.NONE,
                        """
                        {"state":"asleep","since":"2026-11-21T09:25:00Z","why":"Its owner keeps it asleep.","canWake":false,\
                        "role":"Owner","faces":[{"n":1,"hash":"%s","title":"main/1"}]}"""),
                Arguments.of(
                        "maintenance",
                        computer(
                                machine(InstancePhase.READY),
                                Power.AUTO,
                                new MaintenanceView(true, "Moving to a larger disk.", START.plusSeconds(3600))),
                        Standing.OWNER,
                        BoxReport.NONE,
                        """
                        {"state":"maintenance","since":"2026-11-21T09:25:00Z","why":"Moving to a larger disk.","canWake":false,\
                        "role":"Owner","faces":[{"n":1,"hash":"%s","title":"main/1"}],"backAt":"2026-11-21T10:25:00Z"}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void isWhatThePageReads(String name, ComputerView computer, Standing standing, BoxReport report, String json) {
        // A closing face is no tab.
        List<FaceView> faces = List.of(face(), face(2, true));

        assertEquals(
                json.formatted(face().hash()),
                text(BoxJson.write(ControlState.of(computer, standing, faces, report))),
                name);
    }

    @Test
    void onlyChangesFollowAndAMemberThatWentIsNull() {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        before.put("state", "ready");
        before.put("sleepsAt", "2026-11-21T09:54:00Z");
        before.put("role", "Owner");
        Map<String, @Nullable Object> after = new LinkedHashMap<>();
        after.put("state", "asleep");
        after.put("role", "Owner");

        assertEquals(
                "{\"state\":\"asleep\",\"sleepsAt\":null}",
                text(BoxJson.write(ControlState.difference(before, after))));
        assertEquals(Map.of(), ControlState.difference(after, after));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("{\"do\":\"wake\"}", new Command.Wake()),
                Arguments.of("{\"do\":\"sleep\"}", new Command.Sleep()),
                Arguments.of("{\"do\":\"stayAwake\",\"for\":\"1h30m\"}", new Command.StayAwake(Duration.ofMinutes(90))),
                Arguments.of("{\"do\":\"stayAwake\",\"for\":\"0s\"}", new Command.StayAwake(Duration.ZERO)),
                Arguments.of("{\"do\":\"stayAwake\",\"for\":\"soon\"}", new Command.Unknown()),
                Arguments.of("{\"do\":\"retry\"}", new Command.Retry()),
                Arguments.of("{\"do\":\"close\",\"face\":3}", new Command.Close(3)),
                Arguments.of("{\"do\":\"close\",\"face\":-3}", new Command.Unknown()),
                Arguments.of("{\"do\":\"format\"}", new Command.Unknown()),
                Arguments.of("{\"do\":", new Command.Unknown()),
                Arguments.of("null", new Command.Unknown()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aPageAsksForWhatItMay(String json, Command command) {
        assertEquals(command, Command.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static BoxReport report(long inputAge, List<AgentActivity> agents, List<BoxLease> leases) {
        return BoxReport.of(
                new BoxActivity("5f2c9a10", "0.1.0", 1, inputAge, -1, agents, leases, List.of()), SESSIONS, START);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
