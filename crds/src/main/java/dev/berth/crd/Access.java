package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who else may open the computer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Access(@Nullable Everyone everyone, @Nullable List<AccessMember> members) {}
