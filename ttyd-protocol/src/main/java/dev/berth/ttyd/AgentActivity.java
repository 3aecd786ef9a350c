package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Whether an agent is at work (resources.md 4.4).
 *
 * @param busyForMillis how long without a pause; 0 while not busy
 * @param what short human text such as {@code make}; empty while not busy
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentActivity(String agent, boolean busy, long busyForMillis, String what) {}
