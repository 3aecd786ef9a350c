package dev.berth.controller.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;

/** Counts runs that threw: they are repeated with a growing delay, so one that never succeeds shows here and in the log only. No label names an object. */
public final class ReconcileMeters implements Metrics {

    private final MeterRegistry registry;

    public ReconcileMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void failedReconciliation(HasMetadata object, Exception failure, Map<String, Object> metadata) {
        Counter.builder("berth.reconcile.failures")
                .description("Runs of a reconciler that threw and are repeated")
                .tag("kind", object.getKind().toLowerCase(Locale.ROOT))
                .tag("reason", reason(failure))
                .register(registry)
                .increment();
    }

    private static String reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof KubernetesClientException refused) return "api " + refused.getCode();
        return failure.getClass().getSimpleName();
    }
}
