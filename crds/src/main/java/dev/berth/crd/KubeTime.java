package dev.berth.crd;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** An {@link Instant} as Kubernetes writes times: UTC, RFC 3339, whole seconds. Text that is no time reads as null. */
@JacksonAnnotationsInside
@JsonSerialize(using = KubeTime.Writer.class)
@JsonDeserialize(using = KubeTime.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface KubeTime {

    /** Truncates to whole seconds, as the API server stores them. */
    final class Writer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider ignored) throws IOException {
            out.writeString(value.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    /** Accepts any RFC 3339 time. */
    final class Reader extends JsonDeserializer<@Nullable Instant> {
        @Override
        public @Nullable Instant deserialize(JsonParser in, DeserializationContext ignored) throws IOException {
            try {
                return java.time.OffsetDateTime.parse(in.getText()).toInstant();
            } catch (DateTimeException unreadable) {
                return null;
            }
        }
    }
}
