package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Somebody keeps the box awake.
 *
 * @param holder short text for people
 * @param remainingMillis until it ends by itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxLease(String holder, long remainingMillis) {}
