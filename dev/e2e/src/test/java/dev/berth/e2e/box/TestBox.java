package dev.berth.e2e.box;

import dev.berth.e2e.live.Engine;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.Quiesce;
import dev.berth.ttyd.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One box as the container driver makes it: capabilities dropped, key put in before the first start, its volume; and its control plane. */
final class TestBox implements AutoCloseable {

    private static final String CAPABILITIES = "CHOWN,DAC_OVERRIDE,FOWNER,KILL,SETGID,SETUID";

    private final String name = "box-" + UUID.randomUUID().toString().substring(0, 8);
    private final String cluster = "test-" + name;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final BoxKey key = BoxKey.derive("test", new byte[32], UUID.randomUUID().toString());
    private int port;

    private TestBox(List<String> settings) {
        var label = "berth.dev/cluster=" + cluster;
        Engine.cli("network", "create", "--label", label, name);
        Engine.cli("volume", "create", "--label", label, name);
        var create = new ArrayList<>(List.of("create", "--name", name, "--label", label, "--network", name));
        create.addAll(List.of("-p", "127.0.0.1::7681", "-v", name + ":/mnt/workspace"));
        create.addAll(List.of("--memory", "512m", "--pids-limit", "512", "--security-opt", "no-new-privileges"));
        create.addAll(List.of("--cap-drop", "all"));
        List.of(CAPABILITIES.split(",")).forEach(capability -> create.addAll(List.of("--cap-add", capability)));
        settings.forEach(setting -> create.addAll(List.of("-e", setting)));
        create.add(Engine.image());
        Engine.cli(create.toArray(String[]::new));
        putKey();
    }

    private static TestBox ready(List<String> settings) {
        var box = new TestBox(settings);
        try {
            box.start();
            return box;
        } catch (AssertionError e) {
            box.close();
            throw e;
        }
    }

    /** A box as it is. */
    static TestBox started() {
        return ready(List.of());
    }

    /** A box whose minute of work is 6 s long, and its second of CPU a tenth: the same rules, ten times as fast. */
    static TestBox hurried() {
        return ready(List.of("BERTH_BOX_SAMPLE=0.5S", "BERTH_BOX_BUSY_WINDOW=6S", "BERTH_BOX_BUSY_CPU=0.1S"));
    }

    private void putKey() {
        try {
            Path file = Files.createTempFile("box", ".key");
            Files.writeString(file, key.toKeyFile());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
            Engine.cli("cp", file.toString(), name + ":/etc/berth/box.key");
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        Engine.cli("start", name);
        var published = Engine.cli("port", name, "7681/tcp").lines().findFirst().orElseThrow();
        port = Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
        try {
            Awaitility.await("boxd of " + name + " opens")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> open().statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("boxd did not open; the box says:\n" + Engine.cli("logs", name), e);
        }
    }

    void stop() {
        Engine.cli("stop", "--time", "10", name);
    }

    void pause() {
        Engine.cli("pause", name);
    }

    void unpause() {
        Engine.cli("unpause", name);
    }

    int port() {
        return port;
    }

    /** Runs a shell script in the box as root. */
    String root(String script) {
        return Engine.cli("exec", name, "sh", "-c", script);
    }

    /** Runs a shell script in the box as the person. */
    String claude(String script) {
        return Engine.cli("exec", "--user", "1000:1000", name, "sh", "-c", script);
    }

    Engine.Answer asks(String script) {
        return Engine.ask("exec", "--user", "1000:1000", name, "sh", "-c", script);
    }

    Grant grant(String face, Role role, boolean fresh) {
        return Grant.attach(key.instanceUid(), face, role, fresh, Instant.now());
    }

    /** A new face, and its owner at its terminal. */
    BoxTerminal newFace(String face) {
        return BoxTerminal.attach(this, grant(face, Role.OWNER, true));
    }

    BoxTerminal attach(String face, Role role) {
        return BoxTerminal.attach(this, grant(face, role, false));
    }

    int refusal(Grant grant) {
        return BoxTerminal.refusal(this, key.sign(grant));
    }

    HttpResponse<byte[]> control(String method, String path, Object... body) {
        return request(method, path, key.sign(Grant.control(key.instanceUid(), Instant.now())), body);
    }

    HttpResponse<byte[]> request(String method, String path, String grant, Object... body) {
        var publisher = body.length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(BoxJson.write(body[0]));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header(BoxPaths.HEADER_GRANT, grant)
                .method(method, publisher)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    HttpResponse<byte[]> open() {
        return control("POST", BoxPaths.OPEN);
    }

    int quiesce(Quiesce request) {
        return control("POST", BoxPaths.QUIESCE, request).statusCode();
    }

    int lease(String holder, Duration length) {
        return control("POST", BoxPaths.LEASE, new LeaseRequest(holder, length.toMillis()))
                .statusCode();
    }

    int configure(BoxConfig config) {
        return control("PUT", BoxPaths.CONFIG, config).statusCode();
    }

    BoxActivity activity() {
        try {
            return BoxJson.read(control("GET", BoxPaths.ACTIVITY).body(), BoxActivity.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether any agent is at work or a lease holds. */
    boolean awake() {
        var activity = activity();
        return activity.agents().stream().anyMatch(agent -> agent.busy())
                || !activity.leases().isEmpty();
    }

    @Override
    public void close() {
        Engine.ask("rm", "--force", "--time", "0", name);
        Engine.ask("volume", "rm", "--force", name);
        Engine.ask("network", "rm", "--force", name);
    }
}
