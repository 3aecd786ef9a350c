package dev.berth.controller.provider.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as an engine describes it.
 *
 * @param subnets IPv4 only: nothing else can collide with the pool
 */
record EngineNetwork(String name, Map<String, String> labels, List<Subnet> subnets) {

    EngineNetwork {
        labels = Map.copyOf(labels);
        subnets = List.copyOf(subnets);
    }

    static EngineNetwork of(Network docker) {
        var subnets = new ArrayList<Subnet>();
        var ipam = docker.getIpam();
        if (ipam != null && ipam.getConfig() != null)
            for (var block : ipam.getConfig())
                if (block.getSubnet() != null && block.getSubnet().indexOf(':') < 0)
                    subnets.add(Subnet.parse(block.getSubnet()));
        return new EngineNetwork(docker.getName(), docker.getLabels() == null ? Map.of() : docker.getLabels(), subnets);
    }

    /** From Podman's own API. */
    static EngineNetwork of(JsonNode libpod) {
        var labels = new LinkedHashMap<String, String>();
        libpod.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        var subnets = new ArrayList<Subnet>();
        for (var block : libpod.path("subnets")) {
            var subnet = block.path("subnet").asText();
            if (!subnet.isEmpty() && subnet.indexOf(':') < 0) subnets.add(Subnet.parse(subnet));
        }
        return new EngineNetwork(libpod.path("name").asText(), labels, subnets);
    }
}
