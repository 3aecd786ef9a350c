package dev.berth.e2e.api.proxy;

import static org.awaitility.Awaitility.await;

import dev.berth.e2e.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** exec-proxy as it runs in a cluster: a process of its own, with the token of its ServiceAccount. */
final class ProxyProcess implements AutoCloseable {

    private static final Path TARGET = ApiServer.REPOSITORY.resolve("exec-proxy/target");
    private static final Duration STARTS = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final Process process;

    /** @param settings beside those that every replica here has */
    ProxyProcess(ApiServer api, Path folder, String replica, Map<String, String> settings) throws IOException {
        log = folder.resolve(replica + ".log");
        var keys = Files.createDirectories(folder.resolve("keys"));
        if (!Files.exists(keys.resolve("2026-11"))) Files.write(keys.resolve("2026-11"), new byte[32]);
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        TARGET.resolve("exec-proxy-0.1.0.jar") + ":" + TARGET.resolve("lib") + "/*",
                        "dev.berth.proxy.Main"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KUBECONFIG",
                        api.plane()
                                .serviceAccountKubeconfig(
                                        ApiServer.SYSTEM, "berth-exec-proxy", folder.resolve(replica + ".kubeconfig"))
                                .toString(),
                        "BERTH_WATCH_NAMESPACES",
                        api.namespace(),
                        "BERTH_LISTEN",
                        "127.0.0.1:0",
                        "BERTH_HEALTH_LISTEN",
                        "127.0.0.1:0",
                        "BERTH_BOX_KEYS",
                        keys.toString(),
                        "BERTH_REPLICA",
                        replica,
                        "BERTH_DEV_PRINCIPAL",
                        "dev:me"));
        builder.environment().putAll(settings);
        process = builder.start();
        await(replica + " is ready").atMost(STARTS).until(() -> {
            if (!process.isAlive()) throw new AssertionError(replica + " ended: " + log());
            return log().contains("\"message\":\"Ready\"");
        });
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where visitors are taken. */
    int port() {
        return said("listen");
    }

    private int said(String key) {
        var matcher = Pattern.compile("\"" + key + "\" ?: ?\"127\\.0\\.0\\.1:(\\d+)\"")
                .matcher(log());
        if (!matcher.find()) throw new AssertionError("The log does not say where " + key + " is:\n" + log());
        return Integer.parseInt(matcher.group(1));
    }

    /** Status and text of a path on the port that visitors never see. */
    HttpResponse<String> health(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + said("health") + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    boolean alive() {
        return process.isAlive();
    }

    int exitCode(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("It has not ended after " + within.toSeconds() + " s:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
