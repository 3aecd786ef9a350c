package dev.berth.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects written by a later release, or by a hand that widened the CRD, are read without an exception (resources.md 6). */
class TolerantReadingTest {

    @Test
    void unknownFieldsAreIgnored() {
        var computer = read(Computer.class, """
                {"spec": {"owner": "dev:me", "className": "local", "colour": {"deep": [1, 2]}, "agents": [{"name": "main", "mood": 1}]},
                 "status": {"phase": "Ready", "weather": "fine", "power": {"wanted": "Running", "x": 1}}}
                """);
        assertEquals("dev:me", computer.getSpec().owner());
        assertEquals(ComputerPhase.READY, computer.getStatus().phase());
    }

    @Test
    void unknownEnumValuesReadAsNull() {
        var computer = read(Computer.class, """
                {"spec": {"owner": "dev:me", "className": "local", "power": "Hibernated", "access": {"everyone": "Painter", "members": [{"user": "dev:a", "role": "Boss"}]}},
                 "status": {"phase": "Dreaming", "pendingRestart": ["Image", "Soul"]}}
                """);
        assertNull(computer.getSpec().power());
        var access = Objects.requireNonNull(computer.getSpec().access());
        assertNull(access.everyone());
        assertNull(Objects.requireNonNull(access.members()).getFirst().role());
        assertNull(computer.getStatus().phase());
        var pending = Objects.requireNonNull(computer.getStatus().pendingRestart());
        assertEquals(PendingRestart.IMAGE, pending.getFirst());
        assertNull(pending.getLast());
    }

    @Test
    void timesAndDurationsThatAreNoneReadAsNull() {
        var computer = read(Computer.class, """
                {"spec": {"owner": "dev:me", "className": "local", "keepAwakeUntil": "tomorrow"}}
                """);
        assertNull(computer.getSpec().keepAwakeUntil());
        var shape = read(ComputerClass.class, """
                {"spec": {"provider": "Cloud9", "regions": ["x"], "image": "i", "size": {"cpus": 1, "memory": "1Gi"}, "idle": {"after": "a while", "warnBefore": "2m"}}}
                """);
        assertNull(shape.getSpec().provider());
        var idle = Objects.requireNonNull(shape.getSpec().idle());
        assertNull(idle.after());
        assertEquals(120, Objects.requireNonNull(idle.warnBefore()).toSeconds());
    }

    @Test
    void missingSpecAndStatusAreNull() {
        var face = read(Face.class, "{}");
        assertNull(face.getSpec());
        assertNull(face.getStatus());
        assertNotNull(face.getMetadata());
    }

    @Test
    void enumsOfTheWrongTypeReadAsNull() {
        var face = read(Face.class, """
                {"spec": {"computer": "c", "agent": "main", "number": 1, "createdBy": "dev:me", "mode": 7}, "status": {"phase": true, "lastUsedAt": 12, "demand": {"want": 1.5, "at": {"x": [1]}, "reason": []}}}
                """);
        assertNull(face.getSpec().mode());
        assertNull(face.getStatus().phase());
        assertNull(face.getStatus().lastUsedAt());
        assertTrue(
                face.getStatus().demand() != null && face.getStatus().demand().at() == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'spec': 'text'}",
                "{'spec': 7, 'status': []}",
                "{'spec': {'owner': {'a': 1}, 'className': ['x'], 'agents': 'main', 'aliases': {'a': 'b'}, 'size': 'large'}}",
                "{'spec': {'agents': ['main', 3, {'name': 'x', 'command': 'sh', 'maxFaces': 'many'}], 'access': {'members': {'a': 1}}}}",
                "{'spec': {'size': {'cpus': 'two', 'memory': true, 'disk': [1]}, 'maintenance': 'now'}}",
                "{'status': {'conditions': 'none', 'openFaces': 'x', 'observedGeneration': {}, 'agents': [[1]], 'power': {'since': false}}}",
                "{'status': {'openFaces': 'x', 'instanceNumber': 1.5, 'conditions': [{'type': 1, 'observedGeneration': 'new'}]}}",
                "{'metadata': {'labels': {'a': 'b'}}, 'spec': null, 'status': null}"
            })
    void junkReadsAsAbsent(String json) {
        for (var kind : List.of(Computer.class, ComputerClass.class, Instance.class, Face.class)) {
            assertNotNull(read(kind, json.replace('\'', '"')), kind.getSimpleName());
        }
    }

    @Test
    void whatIsSoundBesideJunkIsKept() {
        var face = read(Face.class, """
                {"spec": {"computer": "c", "agent": ["main"], "number": "x", "createdBy": "dev:me"}, "status": "x"}
                """);
        assertEquals("c", face.getSpec().computer());
        assertEquals("dev:me", face.getSpec().createdBy());
        assertEquals(0, face.getSpec().number());
    }

    private static <T> T read(Class<T> kind, String json) {
        return TolerantReading.serialization().unmarshal(json, kind);
    }
}
