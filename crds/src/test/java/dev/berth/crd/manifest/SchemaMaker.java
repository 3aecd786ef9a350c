package dev.berth.crd.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.crd.Durations;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.OneOf;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a record into a structural schema.
 *
 * <p>DESIGN: fabric8's generator knows neither list types nor lengths of list items, and emits a rule twice where it stands on a record component, so its
 * annotations are read here by a walk of our own. A member without a bound or a description is refused: the API server estimates the cost of rules from bounds,
 * and {@code kubectl explain} is the reference people read.
 */
final class SchemaMaker {

    private static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$";
    private static final int LONGEST_QUANTITY = 20;
    /** Three parts of five digits and a unit. */
    private static final int LONGEST_DURATION = 18;

    private static final ObjectMapper JSON = new ObjectMapper();

    Map<String, Object> record(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponent member : type.getRecordComponents()) {
            String name = jsonName(member);
            properties.put(name, member(member, type.getSimpleName() + "." + name));
            if (member.getAccessor().isAnnotationPresent(Required.class)) required.add(name);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        if (!required.isEmpty()) schema.put("required", required);
        schema.put("properties", properties);
        addRules(schema, type);
        return schema;
    }

    private Map<String, Object> member(RecordComponent member, String where) {
        var accessor = member.getAccessor();
        var description = accessor.getAnnotation(JsonPropertyDescription.class);
        if (description == null) throw new IllegalStateException(where + " has no description");
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", description.value());
        var from = field(member).getAnnotation(SchemaFrom.class);
        schema.putAll(from == null ? value(member.getAnnotatedType(), where) : record(from.type()));
        var byDefault = accessor.getAnnotation(Default.class);
        if (byDefault != null) schema.put("default", json(byDefault.value(), where));
        addRules(schema, accessor);
        return schema;
    }

    private Map<String, Object> value(AnnotatedType type, String where) {
        Class<?> raw = raw(type);
        if (raw == String.class) return string(type, where);
        if (raw.isEnum()) return choice(allowed(type, wireNames(raw), where));
        if (raw == Instant.class) return map("type", "string", "format", "date-time");
        if (raw == Duration.class) return text(0, LONGEST_DURATION, Durations.PATTERN);
        if (raw == Boolean.class) return map("type", "boolean");
        if (raw == Integer.class || raw == int.class) return number("int32", type, where);
        if (raw == Long.class || raw == long.class) return number("int64", type, where);
        if (raw == Quantity.class) return quantity();
        if (raw == List.class) return list((AnnotatedParameterizedType) type, where);
        if (raw.isRecord()) return record(raw);
        throw new IllegalStateException(where + " has a type that no schema is known for: " + raw);
    }

    private static Map<String, Object> string(AnnotatedType type, String where) {
        var choices = type.getAnnotation(OneOf.class);
        if (choices != null) return choice(List.of(choices.value()));
        var bounds = type.getAnnotation(Text.class);
        if (bounds == null) throw new IllegalStateException(where + " is a string without @Text or @OneOf");
        return text(bounds.min(), bounds.max(), bounds.pattern());
    }

    private static Map<String, Object> text(int min, int max, String pattern) {
        var schema = map("type", "string");
        if (min > 0) schema.put("minLength", min);
        schema.put("maxLength", max);
        if (!pattern.isEmpty()) schema.put("pattern", pattern);
        return schema;
    }

    private static Map<String, Object> choice(List<String> values) {
        return map("type", "string", "enum", values);
    }

    private static Map<String, Object> number(String format, AnnotatedType type, String where) {
        var bounds = type.getAnnotation(Range.class);
        if (bounds == null) throw new IllegalStateException(where + " is a number without @Range");
        var schema = map("type", "integer", "format", format, "minimum", bounds.min());
        if (bounds.max() != Long.MAX_VALUE) schema.put("maximum", bounds.max());
        return schema;
    }

    /** The pattern does not bind the integer form; rules of the record do. */
    private static Map<String, Object> quantity() {
        return map(
                "x-kubernetes-int-or-string",
                true,
                "anyOf",
                List.of(map("type", "integer"), map("type", "string")),
                "maxLength",
                LONGEST_QUANTITY,
                "pattern",
                QUANTITY);
    }

    private Map<String, Object> list(AnnotatedParameterizedType type, String where) {
        var bounds = type.getAnnotation(Items.class);
        if (bounds == null) throw new IllegalStateException(where + " is a list without @Items");
        var schema = map("type", "array");
        if (bounds.min() > 0) schema.put("minItems", bounds.min());
        schema.put("maxItems", bounds.max());
        schema.put("x-kubernetes-list-type", listType(bounds));
        if (!bounds.key().isEmpty()) schema.put("x-kubernetes-list-map-keys", List.of(bounds.key()));
        schema.put("items", value(type.getAnnotatedActualTypeArguments()[0], where + "[]"));
        return schema;
    }

    private static String listType(Items bounds) {
        if (!bounds.key().isEmpty()) return "map";
        return bounds.set() ? "set" : "atomic";
    }

    static void addRules(Map<String, Object> schema, AnnotatedElement element) {
        var rules = new ArrayList<Map<String, Object>>();
        for (ValidationRule rule : element.getAnnotationsByType(ValidationRule.class)) {
            var entry = map("rule", rule.value(), "message", rule.message());
            if (!rule.fieldPath().isEmpty()) entry.put("fieldPath", rule.fieldPath());
            rules.add(entry);
        }
        if (!rules.isEmpty()) schema.put("x-kubernetes-validations", rules);
    }

    private static List<String> allowed(AnnotatedType type, List<String> all, String where) {
        var subset = type.getAnnotation(OneOf.class);
        if (subset == null) return all;
        var names = List.of(subset.value());
        if (!all.containsAll(names)) throw new IllegalStateException(where + " allows a value that its enum lacks");
        return names;
    }

    private static List<String> wireNames(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> field.getAnnotation(JsonProperty.class).value())
                .toList();
    }

    /** Annotations that may stand on fields but not on methods are kept by a record on the field alone. */
    private static Field field(RecordComponent member) {
        try {
            return member.getDeclaringRecord().getDeclaredField(member.getName());
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String jsonName(RecordComponent member) {
        var renamed = member.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? member.getName() : renamed.value();
    }

    private static Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type.getType();
    }

    private static Object json(String text, String where) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (IOException notJson) {
            throw new UncheckedIOException("The default of " + where + " is no JSON: " + text, notJson);
        }
    }

    /** A map in the order given, so that manifests have the same bytes on every run. */
    static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }
}
