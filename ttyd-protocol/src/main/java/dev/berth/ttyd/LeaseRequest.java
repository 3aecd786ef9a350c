package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Body of {@code POST /v1/lease}.
 *
 * @param holder short text for people
 * @param forMillis from now; cut to the longest lease of the class; 0 ends the lease of this holder
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeaseRequest(String holder, long forMillis) {}
