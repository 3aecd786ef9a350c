package dev.berth.e2e.api;

import static dev.berth.e2e.api.Rule.edited;
import static dev.berth.e2e.api.Rule.made;

import java.util.stream.Stream;

/** What may be said of a ComputerClass. */
final class ClassRules {

    private static final String CLASS = "ComputerClass";
    private static final String FLY =
            "spec: {provider: Fly, fly: {organization: acme}, credentials: [{secretName: fly-token}]";

    private ClassRules() {}

    static Stream<Rule> all() {
        return Stream.of(providers(), sizes(), idle(), bounds()).flatMap(rules -> rules);
    }

    private static Stream<Rule> providers() {
        return Stream.of(
                made(CLASS, "{}"),
                made(CLASS, FLY + "}"),
                made(CLASS, FLY + ", transport: Replay}"),
                made(
                        CLASS,
                        "spec: {provider: Hetzner, hetzner: {serverTypes: [cx23]}, credentials: [{secretName: h}]}"),
                made(CLASS, "spec: {container: {engine: 'unix:///run/podman/podman.sock', network: Shared}}"),
                made(CLASS, "spec: {provider: null}").refused("spec.provider", "Required value"),
                made(CLASS, "spec: {provider: Aws}")
                        .refused("spec.provider", "supported values: \"Container\", \"Fly\", \"Hetzner\""),
                edited(CLASS, "{}", FLY + "}")
                        .refused(
                                "spec.provider",
                                "provider cannot change; create a new class and point new computers at it"),
                edited(CLASS, "{}", "spec: {description: another}"),
                made(CLASS, "spec: {fly: {organization: acme}}")
                        .refused("spec.fly", "fly must be set when provider is Fly, and only then"),
                made(CLASS, "spec: {provider: Fly, credentials: [{secretName: s}]}")
                        .refused("spec.fly", "fly must be set when provider is Fly, and only then"),
                made(CLASS, "spec: {provider: Hetzner, credentials: [{secretName: s}]}")
                        .refused("spec.hetzner", "hetzner must be set when provider is Hetzner, and only then"),
                made(CLASS, FLY + ", container: {network: Shared}}")
                        .refused("spec.container", "container may be set only when provider is Container"),
                made(CLASS, "spec: {provider: Fly, fly: {organization: acme}}")
                        .refused(
                                "spec.credentials",
                                "credentials must name at least one Secret that holds a provider token"),
                made(CLASS, "spec: {transport: Replay}")
                        .refused("spec.transport", "transport Replay works only with provider Fly; use Auto or Relay"),
                made(CLASS, "spec: {container: {engine: 'http://x'}}")
                        .refused(
                                "spec.container.engine",
                                "spec.container.engine in body should match '^(unix|tcp)://.+$'"));
    }

    private static Stream<Rule> sizes() {
        return Stream.of(
                made(CLASS, "spec: {size: {memory: 256Mi, disk: 1Gi}}"),
                made(CLASS, "spec: {size: {memory: 268435456}}"),
                made(CLASS, "spec: {size: {memory: 256Gi, cpus: 64, disk: 10Ti}}"),
                made(CLASS, "spec: {size: {memory: 255Mi}}")
                        .refused("spec.size.memory", "memory must be between 256Mi and 256Gi"),
                made(CLASS, "spec: {size: {memory: 1}}")
                        .refused("spec.size.memory", "memory must be between 256Mi and 256Gi"),
                made(CLASS, "spec: {size: {memory: 257Gi}}")
                        .refused("spec.size.memory", "memory must be between 256Mi and 256Gi"),
                made(CLASS, "spec: {size: {disk: 1Mi}}")
                        .refused("spec.size.disk", "disk must be 0, or between 1Gi and 10Ti"),
                made(CLASS, "spec: {size: {disk: 11Ti}}")
                        .refused("spec.size.disk", "disk must be 0, or between 1Gi and 10Ti"),
                made(CLASS, "spec: {size: {memory: null}}").refused("spec.size.memory", "Required value"),
                made(CLASS, "spec: {size: {cpus: 0}}")
                        .refused("spec.size.cpus", "spec.size.cpus in body should be greater than or equal to 1"),
                made(CLASS, "spec: {size: {cpus: 65}}")
                        .refused("spec.size.cpus", "spec.size.cpus in body should be less than or equal to 64"),
                made(CLASS, "spec: {sizeLimits: {cpus: 2, memory: 2Gi, disk: 50Gi}}"),
                made(CLASS, "spec: {sizeLimits: {memory: 1024Mi}}"),
                made(CLASS, "spec: {sizeLimits: {memory: 512Mi}}")
                        .refused("spec.size.memory", "size.memory is above sizeLimits.memory"),
                made(CLASS, "spec: {size: {cpus: 4}, sizeLimits: {cpus: 2}}")
                        .refused("spec.size.cpus", "size.cpus is above sizeLimits.cpus"),
                made(CLASS, "spec: {size: {disk: 20Gi}, sizeLimits: {disk: 10Gi}}")
                        .refused("spec.size.disk", "size.disk is above sizeLimits.disk"),
                made(CLASS, "spec: {sizeLimits: {memory: 1Ti}}")
                        .refused("spec.sizeLimits.memory", "memory must be between 256Mi and 256Gi"));
    }

    private static Stream<Rule> idle() {
        return Stream.of(
                made(CLASS, "spec: {idle: {after: 1m, warnBefore: 30s}}"),
                made(CLASS, "spec: {idle: {after: 1h30m}}"),
                made(CLASS, "spec: {idle: {after: 59s, warnBefore: 1s}}")
                        .refused("spec.idle.after", "idle.after must be at least 1m"),
                made(CLASS, "spec: {idle: {after: 2m}}")
                        .refused("spec.idle.warnBefore", "idle.warnBefore must be shorter than idle.after"),
                made(CLASS, "spec: {idle: {after: soon}}")
                        .refused(
                                "spec.idle.after", "spec.idle.after in body should match '^([0-9]{1,5}(h|m|s)){1,3}$'"),
                made(CLASS, "spec: {deadlines: {boot: 2m}}"),
                made(CLASS, "spec: {deadlines: {boot: 1d}}")
                        .refused(
                                "spec.deadlines.boot",
                                "spec.deadlines.boot in body should match '^([0-9]{1,5}(h|m|s)){1,3}$'"));
    }

    private static Stream<Rule> bounds() {
        return Stream.of(
                made(CLASS, "spec: {regions: []}")
                        .refused("spec.regions", "spec.regions in body should have at least 1 items"),
                made(CLASS, "spec: {regions: [Frankfurt]}")
                        .refused(
                                "spec.regions[0]",
                                "spec.regions[0] in body should match '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'"),
                made(CLASS, "spec: {image: " + "i".repeat(500) + "}"),
                made(CLASS, "spec: {image: " + "i".repeat(501) + "}")
                        .refused("spec.image", "may not be more than 500 bytes"),
                made(CLASS, "spec: {description: " + "d".repeat(201) + "}")
                        .refused("spec.description", "may not be more than 200 bytes"),
                made(CLASS, "spec: {wakeOn: [Navigation, KeyPress, Preview, Agent]}"),
                made(CLASS, "spec: {wakeOn: [Button]}")
                        .refused(
                                "spec.wakeOn[0]",
                                "supported values: \"Navigation\", \"KeyPress\", \"Preview\", \"Agent\""),
                made(CLASS, "spec: {wakeOn: [KeyPress, KeyPress]}")
                        .refused("spec.wakeOn[1]", "Duplicate value: \"KeyPress\""),
                made(CLASS, "spec: {faces: {max: 1000}}"),
                made(CLASS, "spec: {faces: {max: 0}}")
                        .refused("spec.faces.max", "spec.faces.max in body should be greater than or equal to 1"),
                made(CLASS, "spec: {backup: {repositorySecret: b, nightly: '25:00-05:00'}}")
                        .refused(
                                "spec.backup.nightly",
                                "spec.backup.nightly in body should match '^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$'"));
    }
}
