package dev.berth.proxy.relay.control;

import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.LeaseRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The control calls that a proxy makes to a box (resources.md 4.9). Each blocks; callers run on virtual threads. */
public final class BoxCalls {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** The box did not answer, or not with its proof. */
    static final class Unanswered extends Exception {
        Unanswered(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final BoxKeys keys;
    private final Clock clock;
    // HTTP/1.1 by name: an offer of h2c confuses servers that know only its beginning.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public BoxCalls(BoxKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What the box is doing; asking is no activity. */
    BoxActivity activity(Machine machine) throws Unanswered {
        return read(call(machine, "GET", BoxPaths.ACTIVITY, null), BoxActivity.class);
    }

    /** What its faces show. */
    BoxSessions sessions(Machine machine) throws Unanswered {
        return read(call(machine, "GET", BoxPaths.SESSIONS, null), BoxSessions.class);
    }

    /** Keeps it awake for a time; zero ends what the same holder asked for before. */
    void lease(Machine machine, LeaseRequest lease) throws Unanswered {
        call(machine, "POST", BoxPaths.LEASE, BoxJson.write(lease));
    }

    private byte[] call(Machine machine, String method, String path, byte @Nullable [] body) throws Unanswered {
        BoxKey key = keys.forInstance(machine.keyId(), machine.uid());
        Grant grant = Grant.control(machine.uid(), clock.instant());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + host(machine) + ":" + machine.port() + path))
                .timeout(ANSWER)
                .header(BoxPaths.HEADER_GRANT, key.sign(grant))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new Unanswered("The box did not answer " + path + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("Asking the box was given up.", e);
        }
        String proof = response.headers().firstValue(BoxPaths.HEADER_PROOF).orElse(null);
        if (!key.proves(grant.jti(), proof)) {
            throw new Unanswered("Something that is not the box answered " + path + ".", null);
        }
        if (response.statusCode() / 100 != 2) {
            throw new Unanswered("The box answered " + path + " with " + response.statusCode() + ".", null);
        }
        return response.body();
    }

    private static <T> T read(byte[] json, Class<T> type) throws Unanswered {
        try {
            return BoxJson.read(json, type);
        } catch (IOException e) {
            throw new Unanswered("The box said something that cannot be read.", e);
        }
    }

    private static String host(Machine machine) {
        return machine.address().contains(":") ? "[" + machine.address() + "]" : machine.address();
    }
}
