package dev.berth.crd.manifest;

import static dev.berth.crd.manifest.SchemaMaker.map;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.berth.crd.schema.NameLimit;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a kind into its CustomResourceDefinition: same class, same bytes. */
final class ManifestMaker {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final SchemaMaker schemas = new SchemaMaker();

    static String fileName(Class<?> kind) {
        return annotation(kind, Plural.class).value() + ".yaml";
    }

    String manifest(Class<? extends CustomResource<?, ?>> kind) throws JsonProcessingException {
        return "# Made from the records of dev.berth.crd by CrdManifestTest; -Dmanifests.update=true writes it anew.\n"
                + YAML.writeValueAsString(definition(kind));
    }

    private Map<String, Object> definition(Class<? extends CustomResource<?, ?>> kind) {
        String group = annotation(kind, Group.class).value();
        String plural = annotation(kind, Plural.class).value();
        return map(
                "apiVersion",
                "apiextensions.k8s.io/v1",
                "kind",
                "CustomResourceDefinition",
                "metadata",
                map("name", plural + "." + group, "labels", map("app.kubernetes.io/part-of", "berth")),
                "spec",
                map(
                        "group",
                        group,
                        "scope",
                        Namespaced.class.isAssignableFrom(kind) ? "Namespaced" : "Cluster",
                        "names",
                        names(kind, plural),
                        "versions",
                        List.of(version(kind))));
    }

    private static Map<String, Object> names(Class<?> kind, String plural) {
        return map(
                "kind", kind.getSimpleName(),
                "listKind", kind.getSimpleName() + "List",
                "plural", plural,
                "singular", kind.getSimpleName().toLowerCase(Locale.ROOT),
                "shortNames", List.of(annotation(kind, ShortNames.class).value()),
                "categories", List.of("berth"));
    }

    private Map<String, Object> version(Class<? extends CustomResource<?, ?>> kind) {
        var version = map("name", annotation(kind, Version.class).value(), "served", true, "storage", true);
        version.put("subresources", map("status", map()));
        version.put(
                "additionalPrinterColumns",
                Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                        .map(ManifestMaker::column)
                        .toList());
        var selectable = Arrays.stream(kind.getAnnotationsByType(AdditionalSelectableField.class))
                .map(field -> map("jsonPath", field.jsonPath()))
                .toList();
        if (!selectable.isEmpty()) version.put("selectableFields", selectable);
        version.put("schema", map("openAPIV3Schema", root(kind)));
        return version;
    }

    private static Map<String, Object> column(AdditionalPrinterColumn column) {
        var entry = map("name", column.name(), "type", column.type().getValue(), "jsonPath", column.jsonPath());
        if (column.priority() > 0) entry.put("priority", column.priority());
        return entry;
    }

    private Map<String, Object> root(Class<? extends CustomResource<?, ?>> kind) {
        var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
        var spec = map("description", "What is wanted.");
        spec.putAll(schemas.record((Class<?>) types[0]));
        var status = map("description", "What is; never edited by hand.");
        status.putAll(schemas.record((Class<?>) types[1]));
        // Gives a new object its phase without a write: the defaults of the members follow.
        status.put("default", map());
        var name = map(
                "type", "string", "maxLength", annotation(kind, NameLimit.class).value());
        var root = map(
                "description",
                annotation(kind, JsonClassDescription.class).value(),
                "type",
                "object",
                "required",
                List.of("spec"),
                "properties",
                map(
                        "apiVersion", map("type", "string"),
                        "kind", map("type", "string"),
                        "metadata", map("type", "object", "properties", map("name", name)),
                        "spec", spec,
                        "status", status));
        SchemaMaker.addRules(root, kind);
        return root;
    }

    private static <A extends java.lang.annotation.Annotation> A annotation(Class<?> kind, Class<A> type) {
        A found = kind.getAnnotation(type);
        if (found == null) {
            throw new IllegalStateException(kind.getSimpleName() + " has no @" + type.getSimpleName());
        }
        return found;
    }
}
