package dev.berth.e2e.live;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What really happened to machines, told by the engine and by nobody else: how often they were started, paused, unpaused.
 *
 * <p>Counting asks the engine's log for everything from the start of the watch to now, so nothing is missed and nothing
 * arrives late.
 */
public final class EngineEvents implements AutoCloseable {

    private static final Duration LOOK_AHEAD = Duration.ofSeconds(1);

    private final DockerClient engine;
    private final Set<String> machines;
    private final Instant from;

    /** {@code action} happened to {@code machine}, by the engine's clock, which is this machine's. */
    public record Happened(String machine, String action, Instant at) {}

    private EngineEvents(Set<String> machines, Instant from) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(Engine.address())
                .withDockerTlsVerify(false)
                .build();
        this.engine = DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(URI.create(Engine.address()))
                        .connectionTimeout(Duration.ofSeconds(2))
                        .responseTimeout(Duration.ofSeconds(20))
                        .build());
        this.machines = machines;
        this.from = from;
    }

    /** Watches one container, by name, from now on. */
    public static EngineEvents of(String machine) {
        return of(Set.of(machine));
    }

    /** Watches containers, by name, from now on. */
    public static EngineEvents of(Set<String> machines) {
        return new EngineEvents(machines, Clock.systemUTC().instant());
    }

    /** How often {@code action} (create, start, pause, unpause, die, remove) happened to them since. */
    public int count(String action) {
        return (int) actions().stream().filter(action::equals).count();
    }

    /** Everything that happened to them since, oldest first. */
    public List<String> actions() {
        return happened().stream().map(Happened::action).toList();
    }

    /** Everything that happened to them since and when, oldest first. Takes about a second. */
    public List<Happened> happened() {
        return events().stream()
                .map(event -> new Happened(name(event), String.valueOf(event.getAction()), time(event)))
                .toList();
    }

    private List<Event> events() {
        var seen = new CopyOnWriteArrayList<Event>();
        var log = engine.eventsCmd()
                .withSince(Long.toString(from.getEpochSecond()))
                // Podman tells nothing at all when the end is not in the future.
                .withUntil(seconds(Clock.systemUTC().instant().plus(LOOK_AHEAD)))
                .withEventTypeFilter("container")
                .exec(new ResultCallback.Adapter<Event>() {
                    @Override
                    public void onNext(Event event) {
                        seen.add(event);
                    }
                });
        try {
            log.awaitCompletion();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the engine told its events", interrupted);
        }
        return seen.stream()
                .filter(event -> machines.contains(name(event)) && !time(event).isBefore(from))
                .sorted(Comparator.comparing(EngineEvents::time))
                .toList();
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String name(Event event) {
        var actor = event.getActor();
        var attributes = actor == null ? null : actor.getAttributes();
        return attributes == null ? "" : attributes.getOrDefault("name", "");
    }

    private static Instant time(Event event) {
        var nanos = event.getTimeNano();
        return nanos == null ? Instant.EPOCH : Instant.ofEpochSecond(0, nanos);
    }

    private static String seconds(Instant at) {
        return "%d.%09d".formatted(at.getEpochSecond(), at.getNano());
    }
}
