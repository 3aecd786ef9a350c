package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the controller says of a class. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerClassStatus(
        @Nullable Long observedGeneration,
        @Nullable Integer computers,
        @Nullable String size,
        @Nullable List<Condition> conditions) {}
