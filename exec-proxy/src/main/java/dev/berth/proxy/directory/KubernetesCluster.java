package dev.berth.proxy.directory;

import dev.berth.crd.DemandWant;
import dev.berth.crd.Keys;
import dev.berth.crd.Names;
import dev.berth.crd.WakeReason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@link Cluster} on the real API server. Every write names the field manager {@code berth-exec-proxy}. */
public final class KubernetesCluster implements Cluster {

    private final KubernetesClient client;

    public KubernetesCluster(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Created create(FaceDraft draft) {
        var object = new GenericKubernetesResourceBuilder()
                .withApiVersion("berth.dev/v1alpha1")
                .withKind("Face")
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(draft.computer().namespace())
                        .withName(Names.face(draft.computer().name(), draft.agent(), draft.number()))
                        .withFinalizers(Keys.FINALIZER_FACE)
                        .withLabels(
                                Map.of(Keys.LABEL_COMPUTER, draft.computer().name(), Keys.LABEL_AGENT, draft.agent()))
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion("berth.dev/v1alpha1")
                                .withKind("Computer")
                                .withName(draft.computer().name())
                                .withUid(draft.incarnation())
                                .withController(true)
                                .build())
                        .build())
                .build();
        var spec = new LinkedHashMap<String, Object>();
        spec.put("computer", draft.computer().name());
        spec.put("agent", draft.agent());
        spec.put("number", draft.number());
        spec.put("createdBy", draft.createdBy());
        object.setAdditionalProperty("spec", spec);
        return call("create a Face of " + draft.computer(), () -> {
            try {
                // The typed client can name a field manager only when it applies, and this must be a create: the name
                // is the lock.
                var made = client.raw(
                        "/apis/berth.dev/v1alpha1/namespaces/"
                                + draft.computer().namespace() + "/faces?fieldManager=" + Keys.MANAGER_EXEC_PROXY,
                        "POST",
                        object);
                if (made == null) throw new Unavailable("The API server knows no Faces; apply the CRDs");
                return new Created.Made(StoredFace.view(
                        draft.computer(),
                        client.getKubernetesSerialization().unmarshal(made, GenericKubernetesResource.class)));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == 409) return new Created.Taken();
                throw refused;
            }
        });
    }

    @Override
    public Listing list(ComputerKey computer, String agent) {
        return call("list the Faces of " + computer, () -> {
            GenericKubernetesResourceList list;
            try {
                list = faces().inNamespace(computer.namespace())
                        .withField("spec.computer", computer.name())
                        .withField("spec.agent", agent)
                        .list();
            } catch (KubernetesClientException refused) {
                // Servers before 1.31 know no fields of ours.
                if (refused.getCode() != 400) throw refused;
                list = faces().inNamespace(computer.namespace()).list();
            }
            var views = new ArrayList<FaceView>();
            for (var object : list.getItems()) {
                readable(computer, object).filter(f -> f.agent().equals(agent)).ifPresent(views::add);
            }
            return new Listing(views, Reading.revision(list.getMetadata().getResourceVersion()));
        });
    }

    @Override
    public Optional<Numbers> numbers(ComputerKey computer, String agent) {
        return call("read Computer " + computer, () -> {
            var object = client.genericKubernetesResources(Watches.kind("Computer", "computers", true))
                    .inNamespace(computer.namespace())
                    .withName(computer.name())
                    .get();
            if (object == null) return Optional.<Numbers>empty();
            var stored = StoredComputer.of(object);
            return Optional.of(new Numbers(
                    stored.uid(),
                    stored.agents().stream()
                            .filter(a -> a.name().equals(agent))
                            .mapToLong(StoredComputer.StoredAgent::highestClosed)
                            .findFirst()
                            .orElse(0)));
        });
    }

    @Override
    public Optional<FaceView> face(ComputerKey computer, String agent, long number) {
        return call("read a Face of " + computer, () -> Optional.ofNullable(faces().inNamespace(computer.namespace())
                        .withName(Names.face(computer.name(), agent, number))
                        .get())
                .flatMap(object -> readable(computer, object)));
    }

    @Override
    public void delete(FaceView face) {
        call("delete a Face of " + face.computer(), () -> {
            try {
                // The uid as precondition: a Face of the same name may have been made since.
                client.raw(
                        "/apis/berth.dev/v1alpha1/namespaces/" + face.computer().namespace() + "/faces/" + face.name(),
                        "DELETE",
                        Map.of(
                                "apiVersion",
                                "v1",
                                "kind",
                                "DeleteOptions",
                                "preconditions",
                                new Preconditions(null, face.incarnation())));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != 404 && refused.getCode() != 409) throw refused;
            }
            return true;
        });
    }

    @Override
    public Applied demand(FaceView face, DemandWant want, Instant at, WakeReason reason) {
        var object = new GenericKubernetesResourceBuilder()
                .withApiVersion("berth.dev/v1alpha1")
                .withKind("Face")
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(face.computer().namespace())
                        .withName(face.name())
                        .withUid(face.incarnation())
                        .withResourceVersion(face.resourceVersion())
                        .build())
                .build();
        object.setAdditionalProperty(
                "status", Map.of("demand", Map.of("want", word(want), "at", at.toString(), "reason", word(reason))));
        return call("write a demand on a Face of " + face.computer(), () -> {
            try {
                var written = faces().inNamespace(face.computer().namespace())
                        .resource(object)
                        .subresource("status")
                        .patch(
                                new PatchContext.Builder()
                                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                        .withFieldManager(Keys.MANAGER_EXEC_PROXY)
                                        .withForce(true)
                                        .build(),
                                object);
                return new Applied.Written(StoredFace.view(face.computer(), written));
            } catch (KubernetesClientException refused) {
                return switch (refused.getCode()) {
                    // 422: the stored demand is newer than ours, and CEL lets it not go back.
                    case 409, 422 -> new Applied.Changed();
                    case 404 -> new Applied.Gone();
                    default -> throw refused;
                };
            }
        });
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            faces() {
        return client.genericKubernetesResources(Watches.kind("Face", "faces", true));
    }

    private static Optional<FaceView> readable(ComputerKey computer, GenericKubernetesResource object) {
        try {
            var view = StoredFace.view(computer, object);
            return FaceName.parse(object.getMetadata().getName()).computer().equals(computer.name())
                    ? Optional.of(view)
                    : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String word(DemandWant want) {
        return switch (want) {
            case AWAKE -> "Awake";
            case ASLEEP -> "Asleep";
        };
    }

    private static String word(WakeReason reason) {
        return switch (reason) {
            case NAVIGATION -> "Navigation";
            case KEY_PRESS -> "KeyPress";
            case PREVIEW -> "Preview";
            case AGENT -> "Agent";
            case BUTTON -> "Button";
        };
    }

    private static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failed) {
            throw new Unavailable("The API server did not " + what + ": " + failed.getMessage(), failed);
        }
    }
}
