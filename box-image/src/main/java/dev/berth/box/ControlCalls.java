package dev.berth.box;

import dev.berth.box.activity.ActivityBook;
import dev.berth.box.activity.Leases;
import dev.berth.box.face.FaceId;
import dev.berth.box.face.Faces;
import dev.berth.box.face.TmuxSession;
import dev.berth.box.host.ConfigFiles;
import dev.berth.box.http.Reply;
import dev.berth.box.intake.IntakeDesk;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.BoxSession;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Answers the control calls of the box protocol (resources.md 4.9), and the two that the box itself may make. On the event loop. */
final class ControlCalls {

    /** What never changes while boxd lives. */
    record Identity(String bootId, String version) {}

    private final Identity identity;
    private final EventLoop loop;
    private final Executor worker;
    private final Faces faces;
    private final Terminals terminals;
    private final IntakeDesk desk;
    private final ActivityBook book;
    private final Leases leases;
    private final ConfigFiles files;
    private final CurrentConfig config;
    private final BooleanSupplier ttydRuns;
    private final InstantSource clock;
    private final LongSupplier millis;

    ControlCalls(
            Identity identity,
            EventLoop loop,
            Executor worker,
            Faces faces,
            Terminals terminals,
            IntakeDesk desk,
            ActivityBook book,
            Leases leases,
            ConfigFiles files,
            CurrentConfig config,
            BooleanSupplier ttydRuns,
            InstantSource clock,
            LongSupplier millis) {
        this.identity = identity;
        this.loop = loop;
        this.worker = worker;
        this.faces = faces;
        this.terminals = terminals;
        this.desk = desk;
        this.book = book;
        this.leases = leases;
        this.files = files;
        this.config = config;
        this.ttydRuns = ttydRuns;
        this.clock = clock;
        this.millis = millis;
    }

    CompletionStage<Reply> call(HttpMethod method, String path, byte[] body) {
        try {
            return switch (method.name() + " " + path) {
                case "GET " + BoxPaths.ACTIVITY -> now(Reply.json(activity()));
                case "GET " + BoxPaths.SESSIONS -> sessions();
                case "PUT " + BoxPaths.CONFIG -> configure(BoxJson.read(body, BoxConfig.class));
                case "POST " + BoxPaths.QUIESCE -> quiesce(BoxJson.read(body, Quiesce.class));
                case "POST " + BoxPaths.LEASE -> now(lease(BoxJson.read(body, LeaseRequest.class)));
                case "POST " + BoxPaths.OPEN -> now(open());
                case "GET /v1/status" -> now(Reply.text(StatusText.of(activity(), desk.closed())));
                default -> now(Reply.refused(405, path + " is not called with " + method.name() + "."));
            };
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return now(Reply.refused(400, "The body of " + path + " is not the JSON that it should be."));
        } catch (IOException e) {
            return now(Reply.refused(507, "The volume does not take it: " + e.getMessage()));
        }
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private BoxActivity activity() {
        long now = millis.getAsLong();
        return new BoxActivity(
                identity.bootId(),
                identity.version(),
                desk.seq(),
                book.inputAge(now),
                book.previewAge(now),
                book.agents(config.get(), now),
                leases.remaining(clock.instant()),
                book.sessions(terminals.attached(), now));
    }

    private CompletionStage<Reply> sessions() {
        Map<String, Integer> attached = terminals.attached();
        return onWorker(() -> Reply.json(new BoxSessions(
                identity.bootId(),
                faces.sessions().stream()
                        .map(session -> session(session, attached))
                        .toList())));
    }

    private static BoxSession session(TmuxSession session, Map<String, Integer> attached) {
        String face = session.face().toString();
        return new BoxSession(
                face, session.title(), Directory.shown(session.directory()), attached.getOrDefault(face, 0));
    }

    private CompletionStage<Reply> configure(BoxConfig wanted) {
        Set<FaceId> attached = terminals.attachedFaces();
        Set<FaceId> open = wanted.openFaces().stream()
                .flatMap(face -> FaceId.parse(face).stream())
                .collect(Collectors.toSet());
        return onWorker(() -> {
                    files.apply(wanted);
                    faces.listed(open, attached, millis.getAsLong());
                    return Reply.noContent();
                })
                .thenApplyAsync(
                        reply -> {
                            config.set(wanted);
                            cutLeases(wanted);
                            return reply;
                        },
                        loop);
    }

    private void cutLeases(BoxConfig wanted) {
        try {
            leases.cut(Duration.ofMillis(wanted.maxLeaseMillis()), clock.instant());
        } catch (IOException e) {
            // In memory they are cut; on the volume they are cut when boxd reads them again under this configuration.
            org.slf4j.LoggerFactory.getLogger(ControlCalls.class)
                    .atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("The shorter leases could not be stored");
        }
    }

    private CompletionStage<Reply> quiesce(Quiesce request) {
        return desk.quiesce(request)
                .thenApply(answer -> answer.ok()
                        ? Reply.json(Map.of("bootId", identity.bootId()))
                        : Reply.refused(409, "Busy: " + answer.why() + "."));
    }

    private Reply lease(LeaseRequest request) throws IOException {
        if (!desk.admits()) {
            return Reply.refused(423, "The computer is falling asleep; wake it first.");
        }
        leases.take(
                request.holder() == null ? "" : request.holder(),
                Duration.ofMillis(request.forMillis()),
                Duration.ofMillis(config.get().maxLeaseMillis()),
                clock.instant());
        desk.visited();
        return Reply.noContent();
    }

    private Reply open() {
        if (!ttydRuns.getAsBoolean()) {
            return Reply.refused(503, "The terminal service is starting; try again.");
        }
        desk.open();
        book.opened(millis.getAsLong());
        return Reply.json(new OpenAnswer(identity.bootId(), identity.version()));
    }

    private interface Task {
        Reply run() throws IOException;
    }

    private CompletionStage<Reply> onWorker(Task task) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return task.run();
                    } catch (IOException e) {
                        return Reply.refused(507, "The box could not do it: " + e.getMessage());
                    }
                },
                worker);
    }
}
