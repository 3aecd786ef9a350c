package dev.berth.controller.kube;

import dev.berth.crd.Keys;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;

/**
 * The only writer of statuses: server-side apply of the whole status under one field manager.
 *
 * <p>Each write names the resourceVersion that it was computed from, and is not repeated on a conflict: what was computed from an older object may undo what another leader or the proxy
 * has written since. JOSDK 5.2's own status patch leaves stale reads behind; the answer goes into the primary cache instead.
 */
public final class StatusWriter {

    /** @throws StaleRead if the object changed since it was read */
    public <S, P extends CustomResource<?, S>> P write(P primary, P empty, S status, Context<P> context) {
        empty.setMetadata(new ObjectMetaBuilder()
                .withName(primary.getMetadata().getName())
                .withNamespace(primary.getMetadata().getNamespace())
                .build());
        empty.setStatus(status);
        try {
            return PrimaryUpdateAndCacheUtils.updateAndCacheResource(
                    primary,
                    context,
                    _ -> empty,
                    fresh -> context.getClient()
                            .resource(fresh)
                            .subresource("status")
                            .patch(new PatchContext.Builder()
                                    .withForce(true)
                                    .withFieldManager(Keys.MANAGER_CONTROLLER)
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .build()),
                    0,
                    0,
                    1);
        } catch (OperatorException e) {
            if (e.getCause() instanceof KubernetesClientException cause && cause.getCode() == 409)
                throw new StaleRead(cause);
            if (e.getCause() instanceof KubernetesClientException cause) throw cause;
            throw e;
        } catch (KubernetesClientException e) {
            // Deleted meanwhile: there is nothing left to say.
            if (e.getCode() == 404) throw new StaleRead(e);
            throw e;
        }
    }
}
