package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** How large a machine is. Sizes in bytes as Kubernetes quantities. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineSize(
        @Nullable CpuKind cpuKind,
        @Nullable Integer cpus,
        @Nullable Quantity memory,
        @Nullable Quantity disk) {}
