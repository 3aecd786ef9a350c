package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What one person may do. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessMember(String user, @Nullable AccessRole role) {}
