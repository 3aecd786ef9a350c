package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolved: nothing else has to be read to destroy the machine. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceSpec(
        String computer,
        long number,
        String className,
        @Nullable ProviderKind provider,
        List<String> regions,
        String image,
        MachineSize size,
        @Nullable CredentialRef credentials,
        @Nullable Transport transport,
        @Nullable InstancePower power,
        @Nullable String configHash,
        @Nullable VolumeOnDelete onDelete) {}
