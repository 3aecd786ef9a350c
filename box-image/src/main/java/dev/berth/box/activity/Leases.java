package dev.berth.box.activity;

import com.fasterxml.jackson.core.JacksonException;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who asked that the computer stay awake, and until when. Kept on the volume ({@code system/state/leases}), so they survive boxd and the
 * box; there they are clock times, to callers they are always what remains.
 *
 * <p>A lease is cut to {@code idle.maxLease} when it is taken and when a new configuration is shorter; the controller cuts once more when
 * it reads the answer (its sleep planner).
 */
public final class Leases {

    private static final int MAX = 32;
    private static final int MAX_HOLDER = 80;

    private final Path file;
    private final Map<String, Instant> until = new LinkedHashMap<>();

    /** What is stored. */
    record Stored(Map<String, Long> untilMillis) {}

    /** An unreadable file holds no leases: a box must start whatever its volume says. */
    public Leases(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                BoxJson.read(Files.readAllBytes(file), Stored.class)
                        .untilMillis()
                        .forEach((holder, millis) -> until.put(holder, Instant.ofEpochMilli(millis)));
            }
        } catch (JacksonException e) {
            until.clear();
        } catch (IOException e) {
            until.clear();
        }
    }

    /** Takes, lengthens, shortens or, with zero, ends the lease of this holder. */
    public void take(String holder, Duration wanted, Duration longest, Instant now) throws IOException {
        String name = holder.isBlank() ? "somebody" : holder.strip();
        name = name.substring(0, Math.min(name.length(), MAX_HOLDER));
        Duration length = longest.isPositive() && wanted.compareTo(longest) > 0 ? longest : wanted;
        if (!length.isPositive()) {
            until.remove(name);
        } else {
            until.put(name, now.plus(length));
        }
        expire(now);
        if (until.size() > MAX) {
            until.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(until::remove);
        }
        store();
    }

    /** The class's longest lease changed. */
    public void cut(Duration longest, Instant now) throws IOException {
        Instant latest = now.plus(longest);
        if (longest.isPositive() && until.values().stream().anyMatch(latest::isBefore)) {
            until.replaceAll((holder, end) -> end.isAfter(latest) ? latest : end);
            store();
        }
    }

    /** Those that still hold, the longest first. */
    public List<BoxLease> remaining(Instant now) {
        expire(now);
        return until.entrySet().stream()
                .map(lease -> new BoxLease(
                        lease.getKey(), Duration.between(now, lease.getValue()).toMillis()))
                .sorted(Comparator.comparingLong(BoxLease::remainingMillis).reversed())
                .toList();
    }

    private void expire(Instant now) {
        until.values().removeIf(end -> !end.isAfter(now));
    }

    private void store() throws IOException {
        var millis = new LinkedHashMap<String, Long>();
        until.forEach((holder, end) -> millis.put(holder, end.toEpochMilli()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, BoxJson.write(new Stored(millis)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
