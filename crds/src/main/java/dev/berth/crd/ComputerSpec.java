package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerSpec(
        String owner,
        String className,
        @Nullable String displayName,
        @Nullable Power power,
        @KubeTime @Nullable Instant keepAwakeUntil,
        @Nullable String region,
        @Nullable MachineSize size,
        @Nullable List<AgentSpec> agents,
        @Nullable List<String> aliases,
        @Nullable Access access,
        @Nullable ConfigRefs config,
        @Nullable Maintenance maintenance,
        @Nullable OnDelete onDelete) {}
