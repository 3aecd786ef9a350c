package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Where the box is dialled: private, public, tailnet. Never shown to browsers or boxes. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Addresses(
        @JsonProperty("private") @Nullable String privateIp,
        @JsonProperty("public") @Nullable String publicIp,
        @Nullable String tailnet) {}
