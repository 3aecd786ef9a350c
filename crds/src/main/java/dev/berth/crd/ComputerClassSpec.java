package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator says of a class. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerClassSpec(
        @Nullable String description,
        @Nullable ProviderKind provider,
        @Nullable FlySettings fly,
        @Nullable HetznerSettings hetzner,
        @Nullable ContainerSettings container,
        @Nullable List<CredentialRef> credentials,
        List<String> regions,
        String image,
        MachineSize size,
        @Nullable SizeLimits sizeLimits,
        @Nullable Transport transport,
        @Nullable IdlePolicy idle,
        @Nullable List<WakeReason> wakeOn,
        @Nullable FacePolicy faces,
        @Nullable BackupPolicy backup,
        @Nullable Deadlines deadlines,
        @Nullable NewComputers newComputers,
        @Nullable String successor) {}
