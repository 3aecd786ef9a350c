package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A grant as it stands in its signed JSON: names of resources.md 4.9, {@code exp} in seconds since 1970. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonPropertyOrder({"instance", "scope", "face", "port", "role", "new", "jti", "exp"})
record GrantClaims(
        @Nullable String instance,
        @Nullable Scope scope,
        @Nullable String face,
        int port,
        @Nullable Role role,
        @JsonProperty("new") boolean fresh,
        @Nullable String jti,
        long exp) {

    static GrantClaims of(Grant grant) {
        return new GrantClaims(
                grant.instance(),
                grant.scope(),
                grant.face().isEmpty() ? null : grant.face(),
                grant.port(),
                grant.role(),
                grant.fresh(),
                grant.jti(),
                grant.exp().getEpochSecond());
    }

    /** The grant, or null if a claim that every grant has is absent. */
    @Nullable
    Grant toGrant() {
        if (instance == null || scope == null || role == null || jti == null || jti.isEmpty() || exp <= 0) {
            return null;
        }
        return new Grant(instance, scope, face == null ? "" : face, port, role, fresh, jti, Instant.ofEpochSecond(exp));
    }
}
