package dev.berth.crd;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How every program of Berth reads objects: a member of the wrong type reads as absent instead of failing.
 *
 * <p>The API server refuses such objects, until somebody edits a CRD by hand. An informer that meets one it cannot read stops, and with it the program, for all
 * users (resources.md 6). Unknown fields and enum values are the records' own affair; this is the net below them. Give it to
 * {@code KubernetesClientBuilder.withKubernetesSerialization}.
 */
public final class TolerantReading {

    private TolerantReading() {}

    public static KubernetesSerialization serialization() {
        return new KubernetesSerialization(new ObjectMapper().addHandler(new WrongTypeIsAbsent()), true);
    }

    private static final class WrongTypeIsAbsent extends DeserializationProblemHandler {

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser in, String failure)
                throws IOException {
            in.skipChildren();
            return null;
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String failure) {
            return null;
        }

        @Override
        public @Nullable Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> target, Number value, String failure) {
            return null;
        }

        @Override
        public @Nullable Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> target,
                ValueInstantiator instantiator,
                JsonParser in,
                String failure)
                throws IOException {
            in.skipChildren();
            return null;
        }
    }
}
