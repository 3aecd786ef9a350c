package dev.berth.proxy.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A known computer costs at most 1 KB of heap: with its Instance that keeps all twelve lines of progress, and with one face. The
 * sentences are the controller's own. */
final class HeapPerComputerTest {

    private static final int COMPUTERS = 5_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Random random = new Random(7);
    private int stored;

    @Test
    void fiveThousandComputersFit() throws IOException {
        var shelves = new Shelves(() -> true);
        var computers = new KindStores.Computers(shelves);
        var instances = new KindStores.Instances(shelves);
        var faces = new KindStores.Faces(shelves);
        put(computers, instances, faces, "warm-up-0001");
        long before = used();
        for (int i = 0; i < COMPUTERS; i++) put(computers, instances, faces, "calm-meadow-%05d".formatted(i));
        long each = (used() - before) / COMPUTERS;
        System.out.println("heap per known computer: " + each + " bytes");
        // The promise is 1,024; the rest is room for texts that are longer than these.
        assertTrue(each <= 900, each + " bytes of heap per computer");
        assertEquals(
                1,
                shelves.ownedBy(shelves.computer(new ComputerKey("default", "calm-meadow-00009"))
                                .orElseThrow()
                                .owner())
                        .size());
        var view = shelves.computer(new ComputerKey("default", "calm-meadow-00007"))
                .orElseThrow();
        assertEquals(12, ((MachineView.Machine) view.machine()).progress().size());
        assertEquals(1, shelves.faces(view.key()).size());
    }

    private void put(ShelfStore computers, ShelfStore instances, ShelfStore faces, String name) throws IOException {
        var uid = new UUID(random.nextLong(), random.nextLong()).toString();
        var owner = "\"ownerReferences\":[{\"kind\":\"Computer\",\"name\":\"%s\",\"uid\":\"%s\"}]".formatted(name, uid);
        store(computers, """
                {"kind":"Computer","metadata":{"namespace":"default","name":"%s","uid":"%s","resourceVersion":"%d","creationTimestamp":"2026-11-21T09:21:11Z"},
                "spec":{"owner":"clerk:user_%s","className":"small","power":"Auto","agents":[{"name":"main"}],"access":{"everyone":"Nobody"}},
                "status":{"phase":"Suspended","instance":"%s-1","power":{"wanted":"Suspended","because":"Nobody has used it since 09:%d","since":"2026-11-21T09:25:10Z","sleeps":"asleep","demand":{"want":"Awake","at":"2026-11-21T08:%d:11Z","reason":"KeyPress"}},
                "agents":[{"name":"main","openFaces":1,"maxFaces":20,"highestClosedFace":%d}],
                "conditions":[{"type":"Accepted","status":"True","reason":"Accepted","message":"Class small accepts it: 1 shared CPU, 1Gi, region fra.","lastTransitionTime":"2026-11-21T09:25:10Z"},
                {"type":"Ready","status":"True","reason":"Suspended","message":"Suspended with its memory; the next visit wakes it.","lastTransitionTime":"2026-11-21T09:25:%dZ"},
                {"type":"Running","status":"False","reason":"Suspended","message":"The machine sleeps.","lastTransitionTime":"2026-11-21T09:25:%dZ"}]}}""".formatted(
                        name,
                        uid,
                        random.nextInt(1_000_000),
                        text(27),
                        name,
                        10 + random.nextInt(49),
                        10 + random.nextInt(49),
                        random.nextInt(99),
                        10 + random.nextInt(49),
                        10 + random.nextInt(49)));
        var progress = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            progress.append(i == 0 ? "" : ",")
                    .append("{\"at\":\"2026-11-21T09:%d:%dZ\",\"step\":\"%s\",\"line\":\"%s\",\"millis\":%d}"
                            .formatted(
                                    10 + random.nextInt(49),
                                    10 + random.nextInt(49),
                                    i % 2 == 0 ? "resume" : "boot",
                                    i % 2 == 0 ? "resumed" : "box image 0.1.0",
                                    random.nextInt(9000)));
        }
        store(instances, """
                {"kind":"Instance","metadata":{"namespace":"default","name":"%s-1","uid":"%s","resourceVersion":"%d",%s},
                "spec":{"computer":"%s","number":1,"className":"small","provider":"Fly","regions":["fra"],"image":"registry.example.com/berth/box@sha256:4f6c","size":{"cpus":1},"transport":"Relay","power":"Suspended"},
                "status":{"phase":"Suspended","phaseSince":"2026-11-21T09:25:06Z","launch":1,"machineName":"i-x-1","machineId":"%s","region":"fra","addresses":{"private":"fdaa:9:4a2c:a7b:1f4:0:a:%d"},"port":7681,
                "box":{"version":"0.1.0","keyId":"2026-11","bootId":"%s"},"capabilities":{"keepsMemory":true,"keepsDisk":true},"progress":[%s],
                "conditions":[{"type":"ActivityKnown","status":"True","reason":"Answered","message":"The box says what it does.","lastTransitionTime":"2026-11-21T09:22:11Z"},
                {"type":"Provisioned","status":"True","reason":"Created","message":"Machine %s exists in fra.","lastTransitionTime":"2026-11-21T09:21:%dZ"},
                {"type":"Reachable","status":"False","reason":"Suspended","message":"It sleeps; a visit wakes it.","lastTransitionTime":"2026-11-21T09:25:%dZ"},
                {"type":"Ready","status":"False","reason":"Suspended","message":"It sleeps; a visit wakes it.","lastTransitionTime":"2026-11-21T09:25:%dZ"}]}}""".formatted(
                        name,
                        new UUID(random.nextLong(), random.nextLong()),
                        random.nextInt(1_000_000),
                        owner,
                        name,
                        text(14),
                        random.nextInt(9),
                        text(8),
                        progress,
                        text(14),
                        10 + random.nextInt(49),
                        10 + random.nextInt(49),
                        10 + random.nextInt(49)));
        store(faces, """
                {"kind":"Face","metadata":{"namespace":"default","name":"%s.main.1","uid":"%s","resourceVersion":"%d","creationTimestamp":"2026-11-21T09:21:11Z",%s},
                "spec":{"computer":"%s","agent":"main","number":1,"createdBy":"dev:me","mode":"Interactive"},"status":{"phase":"Open","session":"main-1","bootId":"%s","lastUsedAt":"2026-11-21T09:25:00Z"}}""".formatted(
                name, new UUID(random.nextLong(), random.nextLong()), random.nextInt(1_000_000), owner, name, text(8)));
    }

    /** Every second one is awake. */
    private void store(ShelfStore store, String json) throws IOException {
        var text = stored++ % 6 < 3
                ? json
                : json.replace(
                                "\"reason\":\"Suspended\",\"message\":\"Suspended with",
                                "\"reason\":\"Running\",\"message\":\"Suspended with")
                        .replace("Suspended with its memory; the next visit wakes it.", "A terminal can be opened.")
                        .replace(
                                "\"reason\":\"Suspended\",\"message\":\"The machine sleeps.",
                                "\"reason\":\"Answered\",\"message\":\"The box answers.")
                        .replace("Nobody has used it since 09:", "A key was pressed in face main/1 at 09:")
                        .replace("\"sleeps\":\"asleep\"", "\"sleeps\":\"09:55Z\",\"sleepAt\":\"2026-11-21T09:55:00Z\"")
                        .replace("It sleeps; a visit wakes it.", "The box gate answered after 3.1 s.")
                        .replace("\"Suspended\"", "\"Ready\"")
                        .replace("\"False\"", "\"True\"");
        var object = JSON.readValue(text, GenericKubernetesResource.class);
        store.put(store.getKey(object), object);
    }

    private String text(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++)
            text.append("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".charAt(random.nextInt(62)));
        return text.toString();
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            long now = runtime.totalMemory() - runtime.freeMemory();
            if (now >= last) break;
            last = now;
        }
        return last;
    }
}
