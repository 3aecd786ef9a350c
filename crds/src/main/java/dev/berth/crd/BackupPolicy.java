package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** When and where the volume is backed up. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupPolicy(
        String repositorySecret,
        @Nullable String nightly,
        @Nullable BeforeSuspend beforeSuspend,
        @Nullable Integer keepDaily,
        @Nullable Integer keepWeekly) {}
