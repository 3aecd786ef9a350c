package dev.berth.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real tokens of the programs' accounts: what each may do, and that it cannot touch what is not its own (resources.md 4.7). */
@Tag("api")
class AccountsTest {

    private static final String CONTROLLER = "berth-controller";
    private static final String PROXY = "berth-exec-proxy";
    private static final String FRONTEND = "berth-frontend";

    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    @BeforeEach
    void aComputerWithAFace() {
        for (var kind : List.of("Computer", "Instance", "Face")) {
            api.client()
                    .resource(Smallest.of(kind))
                    .inNamespace(api.namespace())
                    .create();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "berth-controller, berth.dev, computers, '', get list watch patch",
        "berth-controller, berth.dev, instances, '', get list watch create patch delete",
        "berth-controller, berth.dev, faces, '', get list watch create patch delete",
        "berth-controller, berth.dev, computerclasses, '', get list watch patch",
        "berth-controller, berth.dev, computers, status, patch",
        "berth-controller, berth.dev, faces, status, patch",
        "berth-controller, events.k8s.io, events, '', create patch",
        "berth-controller, '', secrets, '', get",
        "berth-controller, '', configmaps, '', get",
        "berth-controller, '', pods, '', ''",
        "berth-controller, coordination.k8s.io, leases, '', ''",
        "berth-exec-proxy, berth.dev, computers, '', get list watch",
        "berth-exec-proxy, berth.dev, instances, '', get list watch",
        "berth-exec-proxy, berth.dev, faces, '', get list watch create patch delete",
        "berth-exec-proxy, berth.dev, computerclasses, '', get list watch",
        "berth-exec-proxy, berth.dev, computers, status, ''",
        "berth-exec-proxy, berth.dev, instances, status, ''",
        "berth-exec-proxy, berth.dev, faces, status, patch",
        "berth-exec-proxy, '', secrets, '', ''",
        "berth-exec-proxy, '', configmaps, '', ''",
        "berth-exec-proxy, events.k8s.io, events, '', ''",
        "berth-frontend, berth.dev, computers, '', get list watch create patch delete",
        "berth-frontend, berth.dev, instances, '', get list watch",
        "berth-frontend, berth.dev, computers, status, ''",
        "berth-frontend, berth.dev, faces, status, ''",
        "berth-frontend, '', secrets, '', ''"
    })
    void mayDoExactlyThis(String account, String group, String resource, String subresource, String verbs) {
        var allowed = new TreeSet<String>();
        for (String verb : VERBS) {
            if (may(api.clientOf(account), verb, group, resource, subresource, api.namespace())) allowed.add(verb);
        }
        assertEquals(new TreeSet<>(verbs.isEmpty() ? List.of() : List.of(verbs.split(" ", -1))), allowed);
    }

    @Test
    void onlyTheControllerHoldsLeasesAndOnlyAtHome() {
        for (String verb : List.of("get", "create", "update", "patch")) {
            assertTrue(may(api.clientOf(CONTROLLER), verb, "coordination.k8s.io", "leases", "", ApiServer.SYSTEM));
            assertTrue(!may(api.clientOf(PROXY), verb, "coordination.k8s.io", "leases", "", ApiServer.SYSTEM));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Computer hello {spec: {power: Suspended}}",
                "Computer hello {metadata: {labels: {a: b}}}",
                "Instance hello-1 {spec: {power: Suspended}}",
                "ComputerClass local {spec: {image: mine}}"
            })
    void theProxyCannotTouchWhatIsNotItsOwn(String attempt) {
        api.client().resource(Smallest.of("ComputerClass")).create();
        String[] words = attempt.split(" ", 3);
        var refused =
                assertThrows(KubernetesClientException.class, () -> patch(PROXY, words[0], words[1], "", words[2]));
        assertEquals(403, refused.getCode(), refused::getMessage);
    }

    @Test
    void theProxyWritesDemandAndNothingElseOfAStatus() {
        patch(
                CONTROLLER,
                "Face",
                "hello.main.1",
                "status",
                "status: {phase: Open, session: main-1, conditions: [{type: Ready, status: 'True'}]}");
        patch(
                PROXY,
                "Face",
                "hello.main.1",
                "status",
                "status: {demand: {want: Awake, at: '2026-11-21T09:25:10Z', reason: Navigation}}");
        for (String change : List.of(
                "status: {phase: Rejected}",
                "status: {session: null}",
                "status: {conditions: []}",
                "status: {bootId: x, demand: {want: Asleep, at: '2026-11-21T09:26:10Z'}}",
                "status: null")) {
            var refused = assertThrows(
                    KubernetesClientException.class, () -> patch(PROXY, "Face", "hello.main.1", "status", change));
            assertTrue(String.valueOf(refused.getMessage()).contains("the proxy writes status.demand alone"), change);
        }
    }

    @Test
    void theControllerWritesFinalizersAndStatusButNoSpec() {
        patch(CONTROLLER, "Computer", "hello", "", "metadata: {finalizers: [berth.dev/computer]}");
        patch(CONTROLLER, "Computer", "hello", "status", "status: {phase: Ready}");
        patch(CONTROLLER, "Instance", "hello-1", "", "spec: {power: Suspended}");
        var refused = assertThrows(
                KubernetesClientException.class,
                () -> patch(CONTROLLER, "Computer", "hello", "", "spec: {power: Running}"));
        assertTrue(String.valueOf(refused.getMessage()).contains("the spec belongs to its owner"));
        patch(CONTROLLER, "Computer", "hello", "", "metadata: {finalizers: null}");
    }

    @Test
    void theFrontendKeepsToComputersThatItMade() {
        var frontend = api.clientOf(FRONTEND);
        frontend.resource(Smallest.of(
                        "Computer",
                        "metadata: {name: calm-meadow-4821, labels: {app.kubernetes.io/managed-by: berth-frontend}}"))
                .inNamespace(api.namespace())
                .create();
        patch(FRONTEND, "Computer", "calm-meadow-4821", "", "spec: {power: Suspended}");
        for (var foreign : Stream.<Runnable>of(
                        () -> patch(FRONTEND, "Computer", "hello", "", "spec: {power: Suspended}"),
                        () -> patch(
                                FRONTEND,
                                "Computer",
                                "hello",
                                "",
                                "metadata: {labels: {app.kubernetes.io/managed-by: berth-frontend}}"),
                        () -> frontend.resource(Smallest.of("Computer"))
                                .inNamespace(api.namespace())
                                .delete())
                .toList()) {
            var refused = assertThrows(KubernetesClientException.class, foreign::run);
            assertTrue(String.valueOf(refused.getMessage()).contains("only computers that it made itself"));
        }
        frontend.genericKubernetesResources("berth.dev/v1alpha1", "Computer")
                .inNamespace(api.namespace())
                .withName("calm-meadow-4821")
                .delete();
    }

    @AfterEach
    void classesHaveNoNamespace() {
        api.client()
                .genericKubernetesResources("berth.dev/v1alpha1", "ComputerClass")
                .delete();
    }

    private static void patch(String account, String kind, String name, String subresource, String change) {
        var json = Smallest.yaml(change).toString();
        var all = api.clientOf(account).genericKubernetesResources("berth.dev/v1alpha1", kind);
        var one = kind.equals("ComputerClass")
                ? all.withName(name)
                : all.inNamespace(api.namespace()).withName(name);
        var how = PatchContext.of(PatchType.JSON_MERGE);
        if (subresource.isEmpty()) one.patch(how, json);
        else one.subresource(subresource).patch(how, json);
    }

    private static boolean may(
            KubernetesClient client, String verb, String group, String resource, String subresource, String namespace) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(resource)
                .withSubresource(subresource)
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(client.resource(review).create().getStatus().getAllowed());
    }
}
