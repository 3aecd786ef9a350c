package dev.berth.controller.kube;

import dev.berth.crd.Keys;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of Events ({@code events.k8s.io/v1}): one per fact, all regarding the Computer, so that {@code kubectl describe computer} tells the whole story.
 *
 * <p>A fact is told by the run that writes the matching status, so restarts repeat nothing; one that comes again within an hour becomes a count on the first. Names carry the time, because
 * {@code describe} sorts by name. A failed Event is logged and forgotten: it never fails a step.
 */
public final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Duration SERIES = Duration.ofHours(1);
    private static final Duration PATCH_AT_MOST_EVERY = Duration.ofMinutes(5);
    private static final int REMEMBERED = 4096;
    private static final int MAX_NOTE = 1000;

    private record Key(String uid, String reason, String subject) {}

    private static final class Told {
        final String name;
        final Instant first;
        Instant patched;
        int count = 1;

        Told(String name, Instant first) {
            this.name = name;
            this.first = first;
            this.patched = first;
        }
    }

    private final KubernetesClient client;
    private final String reportingInstance;
    private final Clock clock;
    private final AtomicLong lastName = new AtomicLong();
    private final Map<Key, Told> told = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Told> eldest) {
            return size() > REMEMBERED;
        }
    };

    public EventRecorder(KubernetesClient client, String reportingInstance, Clock clock) {
        this.client = client;
        this.reportingInstance = reportingInstance;
        this.clock = clock;
    }

    public void tell(HasMetadata computer, Fact fact) {
        var now = clock.instant();
        var event = event(computer, fact, now);
        var key = new Key(computer.getMetadata().getUid(), fact.reason(), fact.subject());
        try {
            switch (note(key, fact, event.getMetadata().getName(), now)) {
                case Telling.First _ -> client.resource(event).create();
                case Telling.Again(String name, int count) -> repeat(computer, name, count, now);
                case Telling.Enough _ -> {}
            }
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("reason", fact.reason())
                    .addKeyValue("status", e.getCode())
                    .log("Event could not be written: {}", fact.note());
        }
    }

    private sealed interface Telling {
        record First() implements Telling {}

        record Again(String name, int count) implements Telling {}

        /** Counted, but told too recently. */
        record Enough() implements Telling {}
    }

    private Telling note(Key key, Fact fact, String name, Instant now) {
        synchronized (told) {
            var before = told.get(key);
            if (!fact.warning() || before == null || before.first.plus(SERIES).isBefore(now)) {
                told.put(key, new Told(name, now));
                return new Telling.First();
            }
            before.count++;
            if (before.patched.plus(PATCH_AT_MOST_EVERY).isAfter(now)) return new Telling.Enough();
            before.patched = now;
            return new Telling.Again(before.name, before.count);
        }
    }

    private void repeat(HasMetadata computer, String name, int count, Instant now) {
        var patch = "{\"series\":{\"count\":" + count + ",\"lastObservedTime\":\"" + MICROS.format(now) + "\"}}";
        client.events()
                .v1()
                .events()
                .inNamespace(computer.getMetadata().getNamespace())
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private Event event(HasMetadata computer, Fact fact, Instant now) {
        var builder = new EventBuilder()
                .withNewMetadata()
                .withName(
                        computer.getMetadata().getName() + "." + HexFormat.of().toHexDigits(nanos(now)))
                .withNamespace(computer.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(Keys.REPORTING_CONTROLLER)
                .withReportingInstance(reportingInstance)
                .withType(fact.warning() ? "Warning" : "Normal")
                .withReason(fact.reason())
                .withAction(fact.action())
                .withNote(fact.note().length() > MAX_NOTE ? fact.note().substring(0, MAX_NOTE) : fact.note())
                .withRegarding(reference(computer));
        if (fact.related() != null) builder.withRelated(reference(fact.related()));
        return builder.build();
    }

    // Two facts of one nanosecond still get two names, in the order told.
    private long nanos(Instant now) {
        long time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return lastName.updateAndGet(last -> Math.max(last + 1, time));
    }

    private static ObjectReference reference(HasMetadata object) {
        return new ObjectReferenceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .build();
    }
}
