package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** One provider account: a Secret in the controller's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CredentialRef(String secretName, @Nullable String key) {}
