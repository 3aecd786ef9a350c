package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How a class uses Fly Machines. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlySettings(
        @JsonPropertyDescription("Fly organization that pays for the machines.") @Required @Text(min = 1, max = 100)
        String organization,

        @JsonPropertyDescription(
                "PerComputer gives each computer a private network of its own; in Shared boxes reach each other.")
        @Default("\"PerComputer\"")
        @Nullable
        NetworkMode network,

        @JsonPropertyDescription("Whether the root file system survives a stop.") @Default("\"Keep\"") @Nullable
        RootDisk rootDisk) {}
