package dev.berth.e2e.api;

import static dev.berth.e2e.api.Rule.edited;
import static dev.berth.e2e.api.Rule.made;
import static dev.berth.e2e.api.Rule.reported;

import java.util.stream.Stream;

/** What may be said of an Instance and of a Face. */
final class InstanceAndFaceRules {

    private static final String INSTANCE = "Instance";
    private static final String FACE = "Face";
    private static final String RESOLVED =
            "computer, number, className, provider, regions and credentials of an instance cannot change; the controller makes a new instance instead";
    private static final String INSTANCE_NAME = "an instance is named {computer}-{number}";
    private static final String FACE_NAME =
            "a face is named {computer}.{agent}.{number}; the name is what keeps its number unique";
    private static final String FACE_IDENTITY = "computer, agent and number of a face cannot change";

    private InstanceAndFaceRules() {}

    static Stream<Rule> all() {
        return Stream.of(instances(), instanceStatus(), faces(), demand()).flatMap(rules -> rules);
    }

    private static Stream<Rule> instances() {
        return Stream.of(
                made(INSTANCE, "{}"),
                made(INSTANCE, "{metadata: {name: hello-12}, spec: {number: 12}}"),
                made(INSTANCE, "metadata: {name: hello-2}").refused("metadata.name", INSTANCE_NAME),
                made(INSTANCE, "metadata: {name: other-1}").refused("metadata.name", INSTANCE_NAME),
                made(INSTANCE, "spec: {power: null}").refused("spec.power", "Required value"),
                made(INSTANCE, "spec: {transport: Auto}")
                        .refused("spec.transport", "supported values: \"Relay\", \"Replay\""),
                edited(INSTANCE, "{}", "spec: {power: Suspended, image: j, size: {cpus: 2}}"),
                edited(INSTANCE, "{}", "spec: {regions: [fra]}").refused("spec", RESOLVED),
                edited(INSTANCE, "{}", "spec: {className: other}").refused("spec", RESOLVED),
                edited(INSTANCE, "{}", "spec: {provider: Fly}").refused("spec", RESOLVED),
                edited(INSTANCE, "{}", "spec: {credentials: {secretName: s}}").refused("spec", RESOLVED),
                edited(INSTANCE, "spec: {credentials: {secretName: s}}", "spec: {credentials: {secretName: t}}")
                        .refused("spec", RESOLVED),
                edited(INSTANCE, "spec: {credentials: {secretName: s}}", "spec: {credentials: null}")
                        .refused("spec", RESOLVED));
    }

    private static Stream<Rule> instanceStatus() {
        return Stream.of(
                reported(INSTANCE, "status: {launch: 1, machineId: a}", "status: {launch: 2, machineId: b}"),
                reported(INSTANCE, "status: {launch: 1, machineId: a}", "status: {machineId: null}"),
                reported(INSTANCE, "status: {launch: 1}", "status: {machineId: a}"),
                reported(INSTANCE, "status: {launch: 2}", "status: {launch: 1}")
                        .refused("status.launch", "launch never goes down"),
                reported(INSTANCE, "status: {launch: 2}", "status: {launch: null}")
                        .refused("status.launch", "launch never goes down"),
                reported(INSTANCE, "status: {launch: 1, machineId: a}", "status: {machineId: b}")
                        .refused("status.machineId", "machineId changes only together with a higher launch number"),
                reported(INSTANCE, "{}", "status: {progress: [{step: create-machine, line: created in Amsterdam}]}"),
                reported(INSTANCE, "{}", "status: {progress: [{step: dance, line: x}]}")
                        .refused(
                                "status.progress[0].step",
                                "supported values: \"create-app\", \"store-secrets\", \"create-volume\", \"create-machine\", \"start\", \"resume\", \"boot\", \"stop\", \"backup\", \"disk\""));
    }

    private static Stream<Rule> faces() {
        return Stream.of(
                made(FACE, "{}"),
                made(FACE, "{metadata: {name: hello.main.9999999999}, spec: {number: 9999999999}}"),
                made(FACE, "{metadata: {name: hello.main.0}, spec: {number: 0}}")
                        .refused("spec.number", "spec.number in body should be greater than or equal to 1"),
                made(FACE, "{metadata: {name: hello.main.10000000000}, spec: {number: 10000000000}}")
                        .refused("spec.number", "spec.number in body should be less than or equal to 9999999999"),
                made(FACE, "metadata: {name: hello.main.2}").refused("metadata.name", FACE_NAME),
                made(FACE, "metadata: {name: hello.main.01}").refused("metadata.name", FACE_NAME),
                made(FACE, "metadata: {name: hello-main-1}").refused("metadata.name", FACE_NAME),
                edited(FACE, "{}", "spec: {mode: ReadOnly, access: [{who: 'link:5be1', role: Viewer}]}"),
                edited(FACE, "{}", "spec: {number: 2}").refused("spec", FACE_IDENTITY),
                edited(FACE, "{}", "spec: {agent: other}").refused("spec", FACE_IDENTITY),
                edited(FACE, "{}", "spec: {createdBy: 'dev:you'}")
                        .refused("spec.createdBy", "createdBy of a face cannot change"),
                made(FACE, "spec: {access: [{who: 'dev:a', role: Viewer}, {who: 'dev:a', role: Driver}]}")
                        .refused("spec.access[1]", "Duplicate value: {\"who\":\"dev:a\"}"));
    }

    private static Stream<Rule> demand() {
        String earlier = "status: {demand: {want: Awake, at: '2026-11-21T09:25:10Z', reason: KeyPress}}";
        return Stream.of(
                reported(FACE, earlier, "status: {demand: {want: Asleep, at: '2026-11-21T09:25:10Z', reason: Button}}"),
                reported(FACE, earlier, "status: {demand: {at: '2026-11-21T09:26:00Z'}}"),
                reported(FACE, earlier, "status: {demand: {at: '2026-11-21T09:25:09Z'}}")
                        .refused("status.demand.at", "demand.at never goes back"),
                reported(FACE, "{}", "status: {demand: {want: Awake}}").refused("status.demand.at", "Required value"));
    }
}
