package dev.berth.ttyd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of each body, byte for byte: a box and a control plane of different versions meet in it. */
class BoxJsonTest {

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(
                        new BoxActivity(
                                "5f2c9a10",
                                "0.1.0",
                                42,
                                1500,
                                -1,
                                List.of(new AgentActivity("main", true, 61000, "make")),
                                List.of(new BoxLease("npm test", 7_200_000)),
                                List.of(new SessionActivity("main/1", true, 1500, false))),
                        """
                        {"bootId":"5f2c9a10","version":"0.1.0","seq":42,"inputAgeMillis":1500,"previewAgeMillis":-1,\
                        "agents":[{"agent":"main","busy":true,"busyForMillis":61000,"what":"make"}],\
                        "leases":[{"holder":"npm test","remainingMillis":7200000}],\
                        "sessions":[{"face":"main/1","attached":true,"ageMillis":1500,"busy":false}]}"""),
                Arguments.of(
                        new BoxSessions("5f2c9a10", List.of(new BoxSession("main/1", "zsh", "~/projects", 2))), """
                        {"bootId":"5f2c9a10","sessions":[{"face":"main/1","title":"zsh","directory":"~/projects","attached":2}]}"""),
                Arguments.of(
                        new BoxConfig(
                                List.of(new BoxAgent(
                                        "main", List.of("codex"), List.of("codex", "resume"), "/workspace")),
                                List.of("main/1"),
                                86_400_000,
                                120_000,
                                Map.of("token", "c2VjcmV0")),
                        """
                        {"agents":[{"name":"main","command":["codex"],"resumeCommand":["codex","resume"],"workingDirectory":"/workspace"}],\
                        "openFaces":["main/1"],"maxLeaseMillis":86400000,"maxBusyMillis":120000,"files":{"token":"c2VjcmV0"}}"""),
                Arguments.of(Quiesce.at(42), "{\"seq\":42,\"force\":false}"),
                Arguments.of(Quiesce.forced(), "{\"seq\":null,\"force\":true}"),
                Arguments.of(new OpenAnswer("5f2c9a10", "0.1.0"), "{\"bootId\":\"5f2c9a10\",\"version\":\"0.1.0\"}"),
                Arguments.of(
                        new LeaseRequest("stay awake", 3_600_000),
                        "{\"holder\":\"stay awake\",\"forMillis\":3600000}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isWrittenAndReadExactlySo(Object body, String json) throws IOException {
        assertEquals(json, new String(BoxJson.write(body), StandardCharsets.UTF_8));
        assertEquals(body, BoxJson.read(json.getBytes(StandardCharsets.UTF_8), body.getClass()));
    }

    @Test
    void anOlderOrNewerEndDoesNoHarm() throws IOException {
        BoxActivity activity = BoxJson.read(
                "{\"bootId\":\"1\",\"seq\":3,\"moon\":\"full\"}".getBytes(StandardCharsets.UTF_8), BoxActivity.class);

        assertEquals(3, activity.seq());
        assertTrue(activity.agents().isEmpty());
    }
}
