package dev.berth.proxy.http;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.config.Settings;
import dev.berth.proxy.directory.Cluster;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.directory.TestLandings;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.proxy.relay.SocketOwner;
import dev.berth.proxy.route.Site;
import dev.berth.proxy.web.Incidents;
import dev.berth.proxy.web.Pages;
import dev.berth.proxy.web.TestAssets;
import dev.berth.ttyd.BoxKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A running server as users reach it, with a box that records what reaches it. */
final class RecordingFront implements AutoCloseable {

    final Server server;
    final List<String> opened = new CopyOnWriteArrayList<>();
    private final ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();

    /** Sockets are only noted down. */
    RecordingFront(Path folder, Directory directory, Cluster cluster, Map<String, String> settings) {
        this(folder, directory, cluster, settings, new Principal.User("dev:me"), Optional.empty());
    }

    /** With real control sockets. */
    RecordingFront(
            Path folder,
            Directory directory,
            Cluster cluster,
            Principal principal,
            SocketOwner<ControlRequest> controls) {
        this(folder, directory, cluster, Map.of(), principal, Optional.of(controls));
    }

    private RecordingFront(
            Path folder,
            Directory directory,
            Cluster cluster,
            Map<String, String> settings,
            Principal principal,
            Optional<SocketOwner<ControlRequest>> controls) {
        var environment = new java.util.HashMap<>(settings);
        environment.put("BERTH_LISTEN", "127.0.0.1:0");
        environment.put("BERTH_BOX_KEYS", folder.toString());
        environment.putIfAbsent("BERTH_DEV_PRINCIPAL", "dev:me");
        var read = Settings.read(environment, "proxy-a");
        var clock = Clock.systemUTC();
        Site site = read.site();
        var demand = new DemandWriter(directory, cluster, clock, slow);
        server = Server.start(new Server.Parts(
                read,
                directory,
                cluster,
                TestLandings.allocator(directory, cluster, clock, slow),
                demand,
                new FaceCloser(cluster, slow),
                new Pages(TestAssets.plain(), site, directory, computer -> List.of(), clock),
                BoxKeys.read(folder),
                new Probes(() -> true, "0.1.0", "proxy-a"),
                new Incidents(new Random(1)),
                new HttpMeters(new SimpleMeterRegistry()),
                (channel, request) -> {
                    opened.add("terminal " + request.agent() + "/" + request.number());
                    channel.config().setAutoRead(true);
                },
                controls.orElse(
                        (channel, request) -> opened.add("control " + request.agent() + "/" + request.number())),
                principal,
                clock,
                slow));
    }

    static Path keys(Path folder) {
        try {
            Files.write(folder.resolve("2026-11"), new byte[32]);
            return folder;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Sends bytes as they are and reads until the answer ends or nothing comes for a while. */
    String raw(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) Duration.ofMillis(1500).toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            var buffer = new byte[8192];
            try {
                for (int n = socket.getInputStream().read(buffer);
                        n >= 0;
                        n = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    if (answer.indexOf("\r\n\r\n") > 0 && complete(answer.toString())) break;
                }
            } catch (SocketTimeoutException quiet) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    private static boolean complete(String answer) {
        if (answer.startsWith("HTTP/1.1 101")) return true;
        int head = answer.indexOf("\r\n\r\n");
        var matcher =
                java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(answer.substring(0, head));
        return matcher.find() && answer.length() >= head + 4 + Integer.parseInt(matcher.group(1));
    }

    @Override
    public void close() {
        server.close();
        slow.shutdownNow();
    }
}
