package dev.berth.proxy.directory;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.berth.crd.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished step in packed form.
 *
 * @param after seconds since the step before it, or since 1970; {@link #UNTIMED} if the step has no time
 * @param millis -1 if not measured
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record StoredProgress(long after, String step, String line, long millis) {

    private static final long UNTIMED = Long.MIN_VALUE;

    static List<StoredProgress> of(List<Progress> steps) {
        var stored = new ArrayList<StoredProgress>(steps.size());
        long last = 0;
        for (var step : steps) {
            var at = step.at();
            long after = at == null ? UNTIMED : at.getEpochSecond() - last;
            if (at != null) last = at.getEpochSecond();
            var millis = step.millis();
            stored.add(new StoredProgress(
                    after, Reading.text(step.step()), Reading.text(step.line()), millis == null ? -1 : millis));
        }
        return stored;
    }

    static List<Progress> view(List<StoredProgress> stored) {
        var steps = new ArrayList<Progress>(stored.size());
        long last = 0;
        for (var step : stored) {
            boolean timed = step.after() != UNTIMED;
            if (timed) last += step.after();
            steps.add(new Progress(
                    timed ? Instant.ofEpochSecond(last) : null,
                    step.step(),
                    step.line(),
                    step.millis() < 0 ? null : step.millis()));
        }
        return List.copyOf(steps);
    }
}
