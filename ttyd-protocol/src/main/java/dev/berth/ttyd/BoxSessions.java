package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer to {@code GET /v1/sessions}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxSessions(String bootId, List<BoxSession> sessions) {
    public BoxSessions(String bootId, @Nullable List<BoxSession> sessions) {
        this.bootId = bootId;
        this.sessions = sessions == null ? List.of() : List.copyOf(sessions);
    }
}
