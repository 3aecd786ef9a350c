package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a face; written by exec-proxy or kubectl, never by the controller. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaceSpec(
        String computer,
        String agent,
        long number,
        String createdBy,
        @Nullable FaceMode mode,
        @Nullable List<FaceAccess> access) {}
