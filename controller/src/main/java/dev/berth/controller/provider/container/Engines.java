package dev.berth.controller.provider.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.ProviderException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines in use, one connection pool each. What an engine is like is asked once, at the first answer. */
final class Engines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    /** A healthy engine answers in milliseconds; one that hangs must not hang the reconcilers. */
    private static final Duration READ_DEADLINE = Duration.ofSeconds(5);

    /** A stop waits for {@link ContainerPlanner#GRACE}, and a removal may wait for a disk. */
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(30);

    private final String configured;
    private final Host here;
    private final ConcurrentMap<Account, ContainerEngine> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<Account, EngineTraits> traits = new ConcurrentHashMap<>();

    /**
     * @param configured address for accounts that name none; may be empty
     */
    Engines(String configured, Host here) {
        this.configured = configured;
        this.here = here;
    }

    ContainerEngine of(Account account) {
        return open.computeIfAbsent(account, it -> connect(address(it)));
    }

    EngineTraits traits(Account account) {
        var known = traits.get(account);
        if (known != null) return known;
        var asked = of(account).traits(address(account).startsWith("unix:"), here);
        traits.put(account, asked);
        return asked;
    }

    private String address(Account account) {
        var address = account.name().isEmpty() ? configured : account.name();
        if (address.isEmpty())
            throw new ProviderException.Rejected(
                    "No container engine is configured; set BERTH_CONTAINER_ENGINE, or container.engine in the class.",
                    null);
        if (address.startsWith("unix:///")) return address;
        if (!address.startsWith("tcp://"))
            throw new ProviderException.Rejected(
                    "A container engine is unix:///path/to/socket or tcp://host:port; correct container.engine in the class.",
                    null);
        return address;
    }

    private static ContainerEngine connect(String address) {
        return new ContainerEngine(
                client(address, READ_DEADLINE),
                client(address, CALL_DEADLINE),
                new PodmanNetworks(address, READ_DEADLINE));
    }

    private static DockerClient client(String address, Duration deadline) {
        // No API version in the path: the oldest that Docker 29 takes is newer than the newest that Podman 4 knows.
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address)
                .withDockerTlsVerify(false)
                .build();
        var http = new ApacheDockerHttpClient.Builder()
                .dockerHost(URI.create(address))
                .connectionTimeout(Duration.ofSeconds(2))
                .responseTimeout(deadline)
                .maxConnections(32)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }

    @Override
    public void close() {
        for (var engine : open.values()) {
            try {
                engine.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("A connection to a container engine was not closed cleanly");
            }
        }
    }
}
