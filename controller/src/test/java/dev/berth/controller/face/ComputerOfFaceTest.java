package dev.berth.controller.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.AgentSpec;
import dev.berth.crd.AgentStatus;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerSpec;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Face;
import dev.berth.crd.FaceSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cache that lags must cost no number and close no Face: what it does not know is asked of the API server. */
class ComputerOfFaceTest {

    private int asked;

    @Test
    void whatTheCacheKnowsIsNotAskedAgain() {
        var owner = ComputerOfFace.of(face("main", "u1"), computer("u1", "main"), answers(null));
        assertFalse(owner.leaves());
        assertTrue(owner.hasAgent());
        assertEquals(3, owner.highestClosed());
        assertEquals(0, asked);
    }

    @Test
    void aComputerThatTheCacheDoesNotKnowYetHasNotGone() {
        var owner = ComputerOfFace.of(face("main", "u1"), null, answers(computer("u1", "main")));
        assertFalse(owner.leaves());
        assertEquals(3, owner.highestClosed());
        assertEquals(1, asked);
    }

    @Test
    void aFaceOfTheNewComputerIsNoStrangerWhenTheCacheStillHoldsTheOldOne() {
        var owner = ComputerOfFace.of(face("main", "u2"), computer("u1", "main"), answers(computer("u2", "main")));
        assertFalse(owner.isStranger());
        assertFalse(owner.leaves());
    }

    @Test
    void aFaceMadeByHandBelongsToTheNewComputerWhileTheCacheSeesTheOldOneLeave() {
        var old = computer("u1", "main");
        old.getMetadata().setDeletionTimestamp("2026-11-21T09:00:00Z");
        assertFalse(ComputerOfFace.of(face("main", null), old, answers(computer("u2", "main")))
                .leaves());
    }

    @Test
    void anAgentThatTheCacheDoesNotKnowYetIsThere() {
        assertTrue(
                ComputerOfFace.of(face("codex", "u1"), computer("u1", "main"), answers(computer("u1", "main", "codex")))
                        .hasAgent());
    }

    @Test
    void whatTheApiServerDoesNotKnowEitherIsAbsent() {
        assertTrue(ComputerOfFace.of(face("main", "u1"), null, answers(null)).leaves());
        assertTrue(ComputerOfFace.of(face("main", "u0"), computer("u1", "main"), answers(computer("u1", "main")))
                .isStranger());
        assertFalse(ComputerOfFace.of(face("codex", "u1"), computer("u1", "main"), answers(computer("u1", "main")))
                .hasAgent());
        assertEquals(3, asked);
    }

    private Function<Face, @Nullable Computer> answers(@Nullable Computer fresh) {
        return _ -> {
            asked++;
            return fresh;
        };
    }

    private static Face face(String agent, @Nullable String owner) {
        var meta = new ObjectMetaBuilder().withName("calm-meadow-4821." + agent + ".3");
        if (owner != null)
            meta.withOwnerReferences(new OwnerReferenceBuilder()
                    .withKind("Computer")
                    .withUid(owner)
                    .build());
        var face = new Face();
        face.setMetadata(meta.build());
        face.setSpec(new FaceSpec("calm-meadow-4821", agent, 3, "dev:me", null, null));
        return face;
    }

    private static Computer computer(String uid, String... agents) {
        var computer = new Computer();
        computer.setMetadata(new ObjectMetaBuilder()
                .withName("calm-meadow-4821")
                .withUid(uid)
                .build());
        computer.setSpec(new ComputerSpec(
                "dev:me",
                "small",
                null,
                null,
                null,
                null,
                null,
                List.of(agents).stream()
                        .map(name -> new AgentSpec(name, null, null, null, null, null))
                        .toList(),
                null,
                null,
                null,
                null,
                null));
        computer.setStatus(new ComputerStatus(
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new AgentStatus("main", null, null, null, 3L)),
                null,
                null,
                null));
        return computer;
    }
}
