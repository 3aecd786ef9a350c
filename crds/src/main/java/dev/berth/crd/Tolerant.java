package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Reads enum values by their wire name; a name of a later release reads as null, which every reader takes as harmless (resources.md 6). */
final class Tolerant {

    private Tolerant() {}

    static <E extends Enum<E>> @Nullable E read(Class<E> type, @Nullable String wire) {
        if (wire == null) return null;
        for (E constant : type.getEnumConstants()) {
            if (wireName(type, constant).equals(wire)) return constant;
        }
        return null;
    }

    static <E extends Enum<E>> String wireName(Class<E> type, E constant) {
        try {
            var property = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? constant.name() : property.value();
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
