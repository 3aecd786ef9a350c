package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import org.jspecify.annotations.Nullable;

/** Where the box is dialled: private, public, tailnet, in this order. Never shown to browsers or boxes. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Addresses(
        @JsonPropertyDescription("Address in a private network.") @JsonProperty("private") @Nullable @Text(max = 100)
        String privateIp,

        @JsonPropertyDescription("Public address.") @JsonProperty("public") @Nullable @Text(max = 100)
        String publicIp,

        @JsonPropertyDescription("Address in the tailnet.") @Nullable @Text(max = 100)
        String tailnet) {}
