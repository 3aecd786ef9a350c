package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** Whether a host name leads here. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AliasStatus(String host, @Nullable AliasState state) {}
