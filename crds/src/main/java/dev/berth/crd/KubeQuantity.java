package dev.berth.crd;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A {@link Quantity} of bytes. What is no quantity reads as null, where fabric8's own reader throws. */
@JacksonAnnotationsInside
@JsonDeserialize(using = KubeQuantity.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface KubeQuantity {

    /** Accepts the string form and the integer form. */
    final class Reader extends JsonDeserializer<@Nullable Quantity> {
        @Override
        public @Nullable Quantity deserialize(JsonParser in, DeserializationContext ignored) throws IOException {
            if (!in.currentToken().isScalarValue()) {
                in.skipChildren();
                return null;
            }
            try {
                return Quantity.parse(in.getText());
            } catch (IllegalArgumentException unreadable) {
                return null;
            }
        }
    }
}
