package dev.berth.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of resources.md 4.7, verb by verb: nothing is missing and nothing more is granted. */
class RolesTest {

    private static final String READ = "get list watch";
    private static final String WRITE = "create delete get list patch watch";
    private static final String ALL = "create delete deletecollection get list patch update watch";

    private final Chart chart = Chart.rendered();

    @Test
    void controller() throws IOException {
        assertEquals(
                Map.ofEntries(
                        Map.entry("berth.dev/computers", "get list patch watch"),
                        Map.entry("berth.dev/computerclasses", "get list patch watch"),
                        Map.entry("berth.dev/instances", WRITE),
                        Map.entry("berth.dev/faces", WRITE),
                        Map.entry("berth.dev/previews", WRITE),
                        Map.entry("berth.dev/computers/status", "patch"),
                        Map.entry("berth.dev/computerclasses/status", "patch"),
                        Map.entry("berth.dev/instances/status", "patch"),
                        Map.entry("berth.dev/faces/status", "patch"),
                        Map.entry("berth.dev/previews/status", "patch"),
                        Map.entry("events.k8s.io/events", "create patch"),
                        Map.entry("/secrets", "get"),
                        Map.entry("/configmaps", "get")),
                granted("ClusterRole", "berth-controller"));
        assertEquals(
                Map.of("coordination.k8s.io/leases", "create get patch update"), granted("Role", "berth-controller"));
    }

    @Test
    void execProxy() throws IOException {
        assertEquals(
                Map.of(
                        "berth.dev/computers", READ,
                        "berth.dev/instances", READ,
                        "berth.dev/computerclasses", READ,
                        "berth.dev/faces", WRITE,
                        "berth.dev/previews", WRITE,
                        "berth.dev/faces/status", "patch",
                        "berth.dev/previews/status", "patch"),
                granted("ClusterRole", "berth-exec-proxy"));
    }

    @Test
    void frontend() throws IOException {
        assertEquals(
                Map.of(
                        "berth.dev/computers", WRITE,
                        "berth.dev/instances", READ,
                        "berth.dev/computerclasses", READ,
                        "berth.dev/faces", WRITE,
                        "berth.dev/previews", WRITE),
                granted("ClusterRole", "berth-frontend"));
    }

    @Test
    void people() throws IOException {
        assertEquals(
                Map.of(
                        "berth.dev/computers", ALL,
                        "berth.dev/faces", ALL,
                        "berth.dev/previews", ALL,
                        "berth.dev/instances", READ,
                        "/events", READ,
                        "events.k8s.io/events", READ),
                granted("ClusterRole", "berth-user"));
        assertEquals(
                Map.of(
                        "berth.dev/computers", READ,
                        "berth.dev/instances", READ,
                        "berth.dev/faces", READ,
                        "berth.dev/previews", READ,
                        "/events", READ,
                        "events.k8s.io/events", READ),
                granted("ClusterRole", "berth-viewer"));
        assertEquals(Map.of("berth.dev/computerclasses", READ), granted("ClusterRole", "berth-class-reader"));
        assertEquals(List.of("edit", "admin"), aggregatesTo("berth-user"));
        assertEquals(List.of("view"), aggregatesTo("berth-viewer"));
    }

    @Test
    void nothingIsGrantedByAWildcardOrToEverybody() throws IOException {
        for (var role : Stream.concat(chart.objects("ClusterRole"), chart.objects("Role"))
                .toList()) {
            assertFalse(role.get("rules").toString().contains("*"), role::toString);
        }
        for (var binding : chart.objects("ClusterRoleBinding").toList()) {
            for (var subject : binding.get("subjects")) {
                boolean classReader = binding.at("/metadata/name").asText().equals("berth-class-reader");
                assertTrue(subject.path("kind").asText().equals("ServiceAccount") || classReader, binding::toString);
            }
        }
    }

    @Test
    void everyPolicyRefusesAndFailsClosed() throws IOException {
        var policies = new TreeSet<String>();
        for (var policy : chart.objects("ValidatingAdmissionPolicy").toList()) {
            policies.add(policy.at("/metadata/name").asText());
            assertEquals("Fail", policy.at("/spec/failurePolicy").asText());
        }
        var denied = new TreeSet<String>();
        for (var binding : chart.objects("ValidatingAdmissionPolicyBinding").toList()) {
            assertEquals("[\"Deny\"]", binding.at("/spec/validationActions").toString());
            denied.add(binding.at("/spec/policyName").asText());
        }
        assertEquals(
                Set.of(
                        "berth-spec-belongs-to-its-owner",
                        "berth-frontend-keeps-to-its-own",
                        "berth-exec-proxy-writes-only-demand"),
                policies);
        assertEquals(policies, denied);
    }

    /** Verbs, sorted, by {@code group/resource}. */
    private Map<String, String> granted(String kind, String name) throws IOException {
        var verbs = new TreeMap<String, TreeSet<String>>();
        for (JsonNode rule : chart.object(kind, name).get("rules")) {
            for (JsonNode group : rule.get("apiGroups")) {
                for (JsonNode resource : rule.get("resources")) {
                    var all =
                            verbs.computeIfAbsent(group.asText() + "/" + resource.asText(), ignored -> new TreeSet<>());
                    rule.get("verbs").forEach(verb -> all.add(verb.asText()));
                }
            }
        }
        var words = new TreeMap<String, String>();
        verbs.forEach((resource, all) -> words.put(resource, String.join(" ", all)));
        return words;
    }

    private List<String> aggregatesTo(String role) throws IOException {
        String prefix = "rbac.authorization.k8s.io/aggregate-to-";
        return chart.object("ClusterRole", role)
                .at("/metadata/labels")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(label -> label.startsWith(prefix))
                .map(label -> label.substring(prefix.length()))
                .toList();
    }
}
