package dev.berth.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.e2e.ApiServer;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl prints of our kinds, as the transcripts of resources.md 1.7 and 7 have it. */
@Tag("api")
class KubectlOutputTest {

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    @AfterEach
    void classesHaveNoNamespace() {
        api.client()
                .genericKubernetesResources("berth.dev/v1alpha1", "ComputerClass")
                .delete();
    }

    @Test
    void computers() {
        computer("amber-river-0917", "Auto", "Suspended", "True", "Suspended", 1, "asleep");
        computer("bold-fern-5140", "Auto", "Provisioning", "False", "NoCapacity", 1, "");
        computer("brisk-harbor-2250", "Auto", "Ready", "True", "Running", 1, "agent at work");
        computer("calm-meadow-4821", "Auto", "Ready", "True", "Running", 2, "14:35Z");
        computer("concierge", "Running", "Ready", "True", "Running", 31, "never");
        computer("quiet-stone-7003", "Auto", "Maintenance", "False", "Maintenance", 0, "on hold");
        make("Computer", "metadata: {name: tiny-lamp-3318}");
        golden("get-computers", "get", "computers");
        golden("get-computers-wide", "get", "cmp", "-o", "wide");
        golden("get-computer-by-owner", "get", "computers", "--field-selector", "spec.owner=dev:me,status.phase=Ready");
        golden("describe-computer", "describe", "computer", "calm-meadow-4821");
    }

    @Test
    void instances() {
        make("Instance", "{metadata: {name: bold-fern-5140-1}, spec: {computer: bold-fern-5140, provider: Hetzner}}");
        status(
                "Instance",
                "bold-fern-5140-1",
                "status: {phase: Provisioning, attempt: 5, next: try region hel1, conditions: [{type: Ready, status: 'False', reason: NoCapacity}]}");
        make("Instance", "{metadata: {name: tiny-lamp-3318-1}, spec: {computer: tiny-lamp-3318}}");
        status(
                "Instance",
                "tiny-lamp-3318-1",
                "status: {phase: Failed, region: local, attempt: 4, conditions: [{type: Ready, status: 'False', reason: ImageMissing}]}");
        make("Instance");
        golden("get-instances", "get", "instances");
        golden("get-instances-wide", "get", "inst", "-o", "wide");
    }

    @Test
    void facesAndClasses() {
        make("Face");
        status(
                "Face",
                "hello.main.1",
                "status: {phase: Open, session: main-1, conditions: [{type: Ready, status: 'True', reason: Open}]}");
        make("Face", "{metadata: {name: hello.main.2}, spec: {number: 2, mode: ReadOnly}}");
        golden("get-faces", "get", "faces");
        golden("get-faces-wide", "get", "fc", "-o", "wide");
        make("ComputerClass", "spec: {regions: [fra, ams]}");
        status(
                "ComputerClass",
                "local",
                "status: {computers: 2, size: '1 shared CPU, 1Gi', conditions: [{type: Ready, status: 'True', reason: Ready}]}");
        golden("get-computerclasses", "get", "cclass");
        golden("get-computerclasses-wide", "get", "computerclasses", "-o", "wide");
    }

    @Test
    void oneWordListsAllOfBerth() {
        make("Computer");
        make("Instance");
        make("Face");
        golden("get-berth", "get", "berth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"computerclass", "computer", "instance", "face"})
    void explains(String kind) {
        for (String part : List.of("", ".spec", ".status")) golden("explain-" + kind + part, "explain", kind + part);
        golden("explain-" + kind + "-recursive", "explain", kind, "--recursive");
    }

    @Test
    void refusesInTheWordsOfTheTranscript() {
        make("Computer", "{metadata: {name: bold-fern-5140}, spec: {region: fsn1}}");
        var answer = api.kubectl()
                .ask(
                        "",
                        List.of(
                                "--namespace",
                                api.namespace(),
                                "patch",
                                "computer",
                                "bold-fern-5140",
                                "--type=merge",
                                "-p",
                                "{\"spec\":{\"region\":\"hel1\"}}"));
        assertEquals(
                "The Computer \"bold-fern-5140\" is invalid: spec.region: Invalid value: region cannot change once set, because the volume lives there; create a new computer and restore a backup into it",
                answer.errors().strip());
    }

    @ParameterizedTest
    @CsvSource({"Ready,True,Ready", "Accepted,True,Accepted", "Running,False,Running=False"})
    void waitsForAConditionOfTheCurrentGeneration(String type, String value, String condition) {
        make("Computer");
        status(
                "Computer",
                "hello",
                "status: {observedGeneration: 1, conditions: [{type: %s, status: '%s', observedGeneration: 1}]}"
                        .formatted(type, value));
        assertEquals(
                "computer.berth.dev/hello condition met\n",
                kubectl("wait", "--for=condition=" + condition, "computer/hello", "--timeout=30s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ComputerClass", "Computer", "Instance", "Face"})
    void theServerFillsInTheDefaults(String kind) throws JsonProcessingException {
        var made = api.client().resource(Smallest.of(kind));
        var stored = kind.equals("ComputerClass")
                ? made.create()
                : made.inNamespace(api.namespace()).create();
        stored.setMetadata(null);
        var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(stored);
        Golden.assertSame("defaults-" + kind.toLowerCase(java.util.Locale.ROOT), api.namespace(), json + "\n");
    }

    private static void computer(
            String name, String power, String phase, String ready, String reason, int faces, String sleeps) {
        make("Computer", "{metadata: {name: %s}, spec: {power: %s}}".formatted(name, power));
        status("Computer", name, """
                status:
                  phase: %s
                  region: local
                  openFaces: %d
                  url: "http://%s.localhost:8080/"
                  power: {wanted: Running, because: "Face main/1 was opened at 09:25Z", sleeps: "%s",
                          demand: {want: Awake, at: "2026-11-21T09:25:00Z", reason: Navigation, face: main/1}}
                  conditions: [{type: Ready, status: "%s", reason: %s, message: "A sentence for people."}]
                """.formatted(phase, faces, name, sleeps, ready, reason));
    }

    private static void make(String kind, String... patches) {
        var resource = api.client().resource(Smallest.of(kind, patches));
        if (kind.equals("ComputerClass")) resource.create();
        else resource.inNamespace(api.namespace()).create();
    }

    private static void status(String kind, String name, String change) {
        var all = api.client().genericKubernetesResources("berth.dev/v1alpha1", kind);
        var one = kind.equals("ComputerClass")
                ? all.withName(name)
                : all.inNamespace(api.namespace()).withName(name);
        one.subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Smallest.yaml(change).toString());
    }

    private static void golden(String name, String... arguments) {
        Golden.assertSame(name, api.namespace(), kubectl(arguments));
    }

    private static String kubectl(String... arguments) {
        var all = new ArrayList<>(List.of("--namespace", api.namespace()));
        all.addAll(List.of(arguments));
        return api.kubectl().run(all.toArray(String[]::new));
    }
}
