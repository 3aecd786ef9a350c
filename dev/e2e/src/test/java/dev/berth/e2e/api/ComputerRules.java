package dev.berth.e2e.api;

import static dev.berth.e2e.api.Rule.edited;
import static dev.berth.e2e.api.Rule.made;
import static dev.berth.e2e.api.Rule.reported;

import java.util.stream.Stream;

/** What may be said of a Computer. */
final class ComputerRules {

    private static final String COMPUTER = "Computer";
    private static final String HOST_NAME =
            "a computer's name is its host name: 2 to 41 lower-case letters, digits and single dashes, starting with a letter";
    private static final String KEPT = "this name is kept for the platform; choose another";
    private static final String REGION =
            "region cannot change once set, because the volume lives there; create a new computer and restore a backup into it";
    private static final String PARENT =
            "an agent's parent must be another agent in this list that has no parent itself";
    private static final String TWO_DASHES =
            "an agent's name must not contain two dashes in a row; they separate agent and computer in the host name";

    private ComputerRules() {}

    static Stream<Rule> all() {
        return Stream.of(names(), identity(), agents(), bounds(), status()).flatMap(rules -> rules);
    }

    private static Stream<Rule> names() {
        return Stream.of(
                made(COMPUTER, "metadata: {name: calm-meadow-4821}"),
                made(COMPUTER, "metadata: {name: a1}"),
                made(COMPUTER, "metadata: {name: " + "a".repeat(41) + "}"),
                made(COMPUTER, "metadata: {name: " + "a".repeat(42) + "}")
                        .refused("metadata.name", "may not be more than 41 bytes"),
                made(COMPUTER, "metadata: {name: a}").refused("metadata.name", HOST_NAME),
                made(COMPUTER, "metadata: {name: 4calm}").refused("metadata.name", HOST_NAME),
                made(COMPUTER, "metadata: {name: a--b}").refused("metadata.name", HOST_NAME),
                made(COMPUTER, "metadata: {name: a.b}").refused("metadata.name", HOST_NAME),
                made(COMPUTER, "metadata: {name: admin}").refused("metadata.name", KEPT),
                made(COMPUTER, "metadata: {name: www}").refused("metadata.name", KEPT),
                made(COMPUTER, "metadata: {name: p-8000}").refused("metadata.name", KEPT));
    }

    private static Stream<Rule> identity() {
        return Stream.of(
                made(COMPUTER, "spec: {owner: 'clerk:user_2NNEqL2nrIRdJ194ndJqAHwEfxC'}"),
                made(COMPUTER, "spec: {owner: null}").refused("spec.owner", "Required value"),
                made(COMPUTER, "spec: {className: null}").refused("spec.className", "Required value"),
                made(COMPUTER, "spec: {owner: anna}")
                        .refused(
                                "spec.owner",
                                "spec.owner in body should match '^[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9._|:@-]*$'"),
                made(COMPUTER, "spec: {owner: 'dev:" + "x".repeat(157) + "'}")
                        .refused("spec.owner", "may not be more than 160 bytes"),
                edited(COMPUTER, "{}", "spec: {owner: 'dev:you'}")
                        .refused("spec.owner", "owner cannot change; a computer belongs to one person for life"),
                edited(COMPUTER, "{}", "spec: {className: large}")
                        .refused(
                                "spec.className",
                                "className cannot change; create a new computer in the other class and restore a backup into it"),
                edited(COMPUTER, "{}", "spec: {region: fra}"),
                edited(COMPUTER, "spec: {region: fra}", "spec: {region: ams}").refused("spec.region", REGION),
                edited(COMPUTER, "spec: {region: fra}", "spec: {region: null}").refused("spec.region", REGION),
                edited(COMPUTER, "{}", "spec: {size: {disk: 1Gi}}"),
                edited(COMPUTER, "spec: {size: {disk: 20Gi}}", "spec: {size: {disk: 20480Mi}}"),
                edited(COMPUTER, "spec: {size: {disk: 20Gi}}", "spec: {size: {disk: 30Gi}}"),
                edited(COMPUTER, "spec: {size: {disk: 20Gi}}", "spec: {size: {disk: 10Gi}}")
                        .refused("spec.size.disk", "size.disk can grow but not shrink"),
                edited(COMPUTER, "spec: {size: {disk: 20Gi}}", "spec: {size: null}")
                        .refused("spec.size.disk", "size.disk can grow but not shrink"),
                made(COMPUTER, "spec: {size: {memory: 1Mi}}")
                        .refused("spec.size.memory", "memory must be between 256Mi and 256Gi"));
    }

    private static Stream<Rule> agents() {
        return Stream.of(
                made(COMPUTER, "spec: {agents: [{name: lead}, {name: codex, parent: lead, maxFaces: 5}]}"),
                made(COMPUTER, "spec: {agents: []}")
                        .refused("spec.agents", "spec.agents in body should have at least 1 items"),
                made(COMPUTER, "spec: {agents: [{name: a-1}, {name: a-1}]}")
                        .refused("spec.agents[1]", "Duplicate value: {\"name\":\"a-1\"}"),
                made(COMPUTER, "spec: {agents: [{name: main, parent: lead}]}").refused("spec.agents", PARENT),
                made(COMPUTER, "spec: {agents: [{name: main, parent: main}]}").refused("spec.agents", PARENT),
                made(COMPUTER, "spec: {agents: [{name: one}, {name: two, parent: one}, {name: three, parent: two}]}")
                        .refused("spec.agents", PARENT),
                made(COMPUTER, "spec: {agents: [{name: x--y}]}").refused("spec.agents[0].name", TWO_DASHES),
                made(COMPUTER, "spec: {agents: [{name: job}]}")
                        .refused(
                                "spec.agents[0].name",
                                "this agent name is a path kept for the platform; choose another"),
                made(COMPUTER, "spec: {agents: [{name: sign-in}]}")
                        .refused(
                                "spec.agents[0].name",
                                "this agent name is a path kept for the platform; choose another"),
                made(COMPUTER, "spec: {agents: [{name: Codex}]}")
                        .refused(
                                "spec.agents[0].name",
                                "spec.agents[0].name in body should match '^[a-z]([a-z0-9-]*[a-z0-9])?$'"),
                made(COMPUTER, "spec: {agents: [{name: " + "x".repeat(21) + "}]}")
                        .refused("spec.agents[0].name", "may not be more than 20 bytes"),
                made(COMPUTER, "spec: {agents: [{name: main, maxFaces: 1001}]}")
                        .refused(
                                "spec.agents[0].maxFaces",
                                "spec.agents[0].maxFaces in body should be less than or equal to 1000"));
    }

    private static Stream<Rule> bounds() {
        return Stream.of(
                made(COMPUTER, "spec: {power: 'On'}")
                        .refused("spec.power", "supported values: \"Auto\", \"Running\", \"Suspended\""),
                made(COMPUTER, "spec: {keepAwakeUntil: '2026-11-21T18:00:00Z'}"),
                made(COMPUTER, "spec: {keepAwakeUntil: tomorrow}")
                        .refused(
                                "spec.keepAwakeUntil",
                                "spec.keepAwakeUntil in body must be of type date-time: \"tomorrow\""),
                made(COMPUTER, "spec: {aliases: [dev.example.org]}"),
                made(COMPUTER, "spec: {aliases: ['*.example.org']}")
                        .refused(
                                "spec.aliases[0]",
                                "spec.aliases[0] in body should match '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'"),
                made(COMPUTER, "spec: {access: {members: [{user: 'dev:a', role: Owner}]}}")
                        .refused("spec.access.members[0].role", "supported values: \"Viewer\", \"Driver\""),
                made(COMPUTER, "spec: {maintenance: {}}").refused("spec.maintenance.reason", "Required value"),
                made(COMPUTER, "spec: {displayName: " + "n".repeat(81) + "}")
                        .refused("spec.displayName", "may not be more than 80 bytes"));
    }

    private static Stream<Rule> status() {
        return Stream.of(
                reported(
                        COMPUTER,
                        "status: {agents: [{name: main, highestClosedFace: 7}]}",
                        "status: {agents: [{name: main, highestClosedFace: 8}, {name: next}]}"),
                reported(
                                COMPUTER,
                                "status: {agents: [{name: main, highestClosedFace: 7}]}",
                                "status: {agents: [{name: main, highestClosedFace: 6}]}")
                        .refused(
                                "status.agents[0].highestClosedFace",
                                "highestClosedFace never goes down, or a face number would be used twice"),
                reported(COMPUTER, "{}", "status: {incident: {code: 'INC-1'}}")
                        .refused("status.incident.code", "incident.code in body should match '^INC-[A-Z2-7]{8}$'"));
    }
}
