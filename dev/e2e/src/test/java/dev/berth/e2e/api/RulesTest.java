package dev.berth.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of resources.md 1.6 and every bound of 1.1 to 1.4 accepts what it must and refuses the rest with its sentence. */
@Tag("api")
class RulesTest {

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    static Stream<Rule> rules() {
        return Stream.of(ClassRules.all(), ComputerRules.all(), InstanceAndFaceRules.all())
                .flatMap(rules -> rules);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isHeld(Rule rule) {
        if (rule.accepted()) {
            send(rule);
            return;
        }
        var refusal = assertThrows(KubernetesClientException.class, () -> send(rule), "the API server accepted it");
        assertEquals(422, refusal.getCode(), refusal::getMessage);
        var causes = refusal.getStatus().getDetails().getCauses();
        assertTrue(
                causes.stream()
                        .anyMatch(cause -> rule.field().equals(cause.getField())
                                && cause.getMessage().endsWith(rule.message())),
                () -> "expected " + rule.field() + ": " + rule.message() + "\n but was " + refusal.getMessage());
    }

    @AfterEach
    void classesHaveNoNamespace() {
        api.client()
                .genericKubernetesResources("berth.dev/v1alpha1", "ComputerClass")
                .delete();
    }

    private static void send(Rule rule) {
        switch (rule.way()) {
            case CREATE -> resource(Smallest.of(rule.kind(), rule.change())).create();
            case EDIT -> {
                var stored = resource(Smallest.of(rule.kind(), rule.before())).create();
                patch(resource(stored), rule.change());
            }
            case EDIT_STATUS -> {
                var stored = resource(Smallest.of(rule.kind())).create();
                patch(resource(stored).subresource("status"), rule.before());
                patch(resource(stored).subresource("status"), rule.change());
            }
        }
    }

    private static void patch(EditReplacePatchable<GenericKubernetesResource> target, String change) {
        target.patch(
                PatchContext.of(PatchType.JSON_MERGE), Smallest.yaml(change).toString());
    }

    private static Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        var resource = api.client().resource(object);
        return "ComputerClass".equals(object.getKind()) ? resource : resource.inNamespace(api.namespace());
    }
}
