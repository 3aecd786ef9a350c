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
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@link Duration} as people type it: {@code 90s}, {@code 1h30m}. Text that is no duration reads as null. */
@JacksonAnnotationsInside
@JsonSerialize(using = KubeDuration.Writer.class)
@JsonDeserialize(using = KubeDuration.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface KubeDuration {

    /** Writes hours, minutes and seconds, each only where it is not zero. */
    final class Writer extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider ignored) throws IOException {
            out.writeString(Durations.format(value));
        }
    }

    /** Reads {@code ^([0-9]{1,5}(h|m|s)){1,3}$}. */
    final class Reader extends JsonDeserializer<@Nullable Duration> {
        @Override
        public @Nullable Duration deserialize(JsonParser in, DeserializationContext ignored) throws IOException {
            return Durations.parse(in.getText());
        }
    }
}
