package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** When and where the volume is backed up. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupPolicy(
        @JsonPropertyDescription(
                "Secret in the controller's namespace that names the restic repository and its password.")
        @Required
        @Text(max = 253, pattern = Patterns.OBJECT)
        String repositorySecret,

        @JsonPropertyDescription("When the nightly backup may run, in UTC.")
        @Default("\"02:00-05:00\"")
        @Nullable
        @Text(max = 11, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$")
        String nightly,

        @JsonPropertyDescription("Whether a backup is tried before each suspend.") @Default("\"BestEffort\"") @Nullable
        BeforeSuspend beforeSuspend,

        @JsonPropertyDescription("How many daily backups are kept.") @Default("7") @Nullable @Range(max = 365)
        Integer keepDaily,

        @JsonPropertyDescription("How many weekly backups are kept.") @Default("4") @Nullable @Range(max = 520)
        Integer keepWeekly) {}
