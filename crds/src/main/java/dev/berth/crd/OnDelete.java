package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** What deletion keeps. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OnDelete(
        @JsonPropertyDescription("Whether the volume outlives the computer.") @Default("\"Retain\"") @Nullable
        VolumeOnDelete volume,

        @JsonPropertyDescription("Whether a last backup is taken, and whether deletion waits for it.")
        @Default("\"BestEffort\"")
        @Nullable
        BackupOnDelete backup) {}
