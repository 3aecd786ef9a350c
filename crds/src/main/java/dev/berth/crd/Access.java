package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import io.fabric8.generator.annotation.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who else may open the computer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Access(
        @JsonPropertyDescription("What everybody may do, also without sign-in.") @Default("\"Nobody\"") @Nullable
        Everyone everyone,

        @JsonPropertyDescription("What named people may do.") @Nullable @Items(max = 100, key = "user")
        List<AccessMember> members) {}
