package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What deletion keeps. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OnDelete(
        @Nullable VolumeOnDelete volume, @Nullable BackupOnDelete backup) {}
