package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a class uses Hetzner Cloud servers. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HetznerSettings(
        List<String> serverTypes, @Nullable String firewall) {}
