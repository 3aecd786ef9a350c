package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One tmux session as people see it.
 *
 * @param face {@code main/1}
 * @param title what runs in it
 * @param directory where, {@code ~} for the home folder
 * @param attached number of terminals on it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxSession(String face, String title, String directory, int attached) {}
