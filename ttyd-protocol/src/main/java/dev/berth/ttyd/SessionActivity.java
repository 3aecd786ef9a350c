package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One tmux session.
 *
 * @param face {@code main/1}
 * @param ageMillis since it was last used
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionActivity(String face, boolean attached, long ageMillis, boolean busy) {}
