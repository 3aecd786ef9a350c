package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Answer to {@code POST /v1/open}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpenAnswer(String bootId, String version) {}
