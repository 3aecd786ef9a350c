package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer to {@code GET /v1/activity}: what a box does, in ages and never in clock times, because its clock may be behind after a resume.
 *
 * @param bootId new after every cold start
 * @param version of boxd
 * @param seq grows with every input, attach, preview request and lease; {@link Quiesce} names it to prove that nothing came in between
 * @param inputAgeMillis since somebody typed; -1 never
 * @param previewAgeMillis since a preview request; -1 never
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxActivity(
        String bootId,
        String version,
        long seq,
        long inputAgeMillis,
        long previewAgeMillis,
        List<AgentActivity> agents,
        List<BoxLease> leases,
        List<SessionActivity> sessions) {
    public BoxActivity(
            String bootId,
            String version,
            long seq,
            long inputAgeMillis,
            long previewAgeMillis,
            @Nullable List<AgentActivity> agents,
            @Nullable List<BoxLease> leases,
            @Nullable List<SessionActivity> sessions) {
        this.bootId = bootId;
        this.version = version;
        this.seq = seq;
        this.inputAgeMillis = inputAgeMillis;
        this.previewAgeMillis = previewAgeMillis;
        this.agents = agents == null ? List.of() : List.copyOf(agents);
        this.leases = leases == null ? List.of() : List.copyOf(leases);
        this.sessions = sessions == null ? List.of() : List.copyOf(sessions);
    }
}
