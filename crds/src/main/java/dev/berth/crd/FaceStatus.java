package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Written by the controller, all but demand. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaceStatus(
        @JsonPropertyDescription("Generation of the spec that this status was computed from.") @Nullable @Range
        Long observedGeneration,

        @JsonPropertyDescription("Where it stands; closing shows as a deletion timestamp.")
        @Default("\"Pending\"")
        @Nullable
        FacePhase phase,

        @JsonPropertyDescription("Its tmux session.") @Nullable @Text(max = 31)
        String session,

        @JsonPropertyDescription("Boot in which the session lives.") @Nullable @Text(max = 40)
        String bootId,

        @JsonPropertyDescription("When it was last used, in whole minutes; written at a suspend, else at most hourly.")
        @KubeTime
        @Nullable
        Instant lastUsedAt,

        @JsonPropertyDescription(
                "What is true of it now, one entry for each question; the message says cause and next step.")
        @Nullable
        @Items(max = 16, key = "type")
        List<Condition> conditions,

        @JsonPropertyDescription(
                "Written by exec-proxy: a visitor wants the computer awake, or its owner wants it asleep.")
        @Nullable
        Demand demand) {}
