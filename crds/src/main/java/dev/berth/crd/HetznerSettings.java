package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a class uses Hetzner Cloud servers. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HetznerSettings(
        @JsonPropertyDescription("Server types, tried in order when one is sold out.")
        @Required
        @Items(min = 1, max = 10)
        List<@Text(max = 63, pattern = Patterns.LABEL) String> serverTypes,

        @JsonPropertyDescription("Firewall put on every server.")
        @Default("\"berth-box\"")
        @Nullable
        @Text(min = 1, max = 100)
        String firewall) {}
