package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which calls of the box protocol a grant opens (resources.md 4.9). */
public enum Scope {
    /** The terminal of one face. */
    @JsonProperty("attach")
    ATTACH,
    /** One port inside the box. */
    @JsonProperty("port")
    PORT,
    /** Activity, configuration, quiesce, lease, open: the control plane's own calls. */
    @JsonProperty("control")
    CONTROL
}
