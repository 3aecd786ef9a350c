package dev.berth.controller.provider;

import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP with a box that is routable from here.
 *
 * <p>The deadline covers the whole exchange, body included: a frozen box completes TCP handshakes and acknowledges bytes, so neither a connection nor a sent request says anything.
 */
public final class DirectBoxLink implements BoxLink {

    /** A healthy box answers in milliseconds. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    /** boxd gives the proxies 2 s to hold their browsers. */
    static final Duration QUIESCE_DEADLINE = Duration.ofSeconds(6);

    /** The longest answer; a box belongs to a stranger, and must not fill our heap. */
    private static final long MAX_ANSWER_BYTES = 1 << 20;

    private final HttpClient http;
    private final String base;
    private final BoxKey key;
    private final Clock clock;
    private volatile boolean proven;

    private DirectBoxLink(HttpClient http, String base, BoxKey key, Clock clock) {
        this.http = http;
        this.base = base;
        this.key = key;
        this.clock = clock;
    }

    /** One client serves all links. HTTP/1.1, because an offer of h2c is accepted by ttyd and then breaks. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The link to a machine, or one that is always silent while the machine has no address. */
    public static BoxLink to(Machine machine, BoxKey key, HttpClient http, Clock clock) {
        var host = dialled(machine);
        if (host == null || machine.port() == 0) return new SilentBoxLink("the machine has no address");
        var literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new DirectBoxLink(http, "http://" + literal + ":" + machine.port(), key, clock);
    }

    @Override
    public BoxAnswer<BoxActivity> activity() {
        return ask("GET", BoxPaths.ACTIVITY, null, BoxActivity.class, DEADLINE);
    }

    @Override
    public BoxAnswer<BoxSessions> sessions() {
        return ask("GET", BoxPaths.SESSIONS, null, BoxSessions.class, DEADLINE);
    }

    @Override
    public BoxAnswer<Accepted> config(BoxConfig config) {
        if (!proven) {
            switch (activity()) {
                case BoxAnswer.Answered<BoxActivity> _ -> {}
                case BoxAnswer.Refused<BoxActivity> refused -> {
                    return new BoxAnswer.Refused<>(refused.status());
                }
                case BoxAnswer.Silent<BoxActivity> silent -> {
                    return new BoxAnswer.Silent<>(silent.cause());
                }
                case BoxAnswer.Unproven<BoxActivity> _ -> {
                    return new BoxAnswer.Unproven<>();
                }
            }
        }
        return ask("PUT", BoxPaths.CONFIG, config, Accepted.class, DEADLINE);
    }

    @Override
    public BoxAnswer<Accepted> quiesce(Quiesce quiesce) {
        return ask("POST", BoxPaths.QUIESCE, quiesce, Accepted.class, QUIESCE_DEADLINE);
    }

    @Override
    public BoxAnswer<Accepted> lease(LeaseRequest lease) {
        return ask("POST", BoxPaths.LEASE, lease, Accepted.class, DEADLINE);
    }

    @Override
    public BoxAnswer<OpenAnswer> open() {
        return ask("POST", BoxPaths.OPEN, null, OpenAnswer.class, DEADLINE);
    }

    private <T> BoxAnswer<T> ask(
            String method, String path, @Nullable Object body, Class<T> answer, Duration deadline) {
        var grant = Grant.control(key.instanceUid(), clock.instant());
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header(BoxPaths.HEADER_GRANT, key.sign(grant))
                .header("Content-Type", "application/json")
                .timeout(deadline)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(BoxJson.write(body)))
                .build();
        var sent = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return read(sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS), grant, answer);
        } catch (TimeoutException e) {
            return new BoxAnswer.Silent<>("no answer within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new BoxAnswer.Silent<>(String.valueOf(e.getCause()));
        } catch (IOException e) {
            return new BoxAnswer.Silent<>("an answer that is no " + answer.getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BoxAnswer.Silent<>("the controller is stopping");
        } finally {
            sent.cancel(true);
        }
    }

    private <T> BoxAnswer<T> read(HttpResponse<byte[]> response, Grant grant, Class<T> answer) throws IOException {
        var proof = response.headers().firstValue(BoxPaths.HEADER_PROOF).orElse("");
        if (!key.proves(grant.jti(), proof)) return new BoxAnswer.Unproven<>();
        proven = true;
        if (response.statusCode() / 100 != 2) return new BoxAnswer.Refused<>(response.statusCode());
        if (answer == Accepted.class) return new BoxAnswer.Answered<>(answer.cast(new Accepted()));
        return new BoxAnswer.Answered<>(BoxJson.read(response.body(), answer));
    }

    private static @Nullable String dialled(Machine machine) {
        var addresses = machine.addresses();
        if (addresses.privateIp() != null) return addresses.privateIp();
        return addresses.publicIp() != null ? addresses.publicIp() : addresses.tailnet();
    }
}
