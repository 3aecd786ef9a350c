package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody may do on a face, strongest first (resources.md 4.6). Somebody with no role gets no grant at all. */
public enum Role {
    @JsonProperty("Owner")
    OWNER,
    @JsonProperty("Driver")
    DRIVER,
    @JsonProperty("Viewer")
    VIEWER;

    /** A viewer sees; it does not type, resize, wake or keep awake. */
    public boolean mayType() {
        return this != VIEWER;
    }
}
