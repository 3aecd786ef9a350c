package dev.berth.controller.instance;

import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** How many machines are in which phase, counted in the cache when somebody asks. */
final class InstanceMeters {

    private InstanceMeters() {}

    static void register(MeterRegistry registry, IndexerResourceCache<Instance> instances) {
        for (var phase : InstancePhase.values())
            Gauge.builder("berth.instances", instances, cache -> count(cache, phase))
                    .description("Instances by phase")
                    .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                    .register(registry);
    }

    private static double count(IndexerResourceCache<Instance> instances, InstancePhase phase) {
        return instances.list(instance -> phase(instance) == phase).count();
    }

    private static InstancePhase phase(Instance instance) {
        var status = instance.getStatus();
        return status == null || status.phase() == null ? InstancePhase.QUEUED : status.phase();
    }
}
