package dev.berth.proxy.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Static files and templates as the page's build left them on the class path (web/README.md). All of it is read at start and kept: 300 KB. */
public final class Assets {

    /** A file with a hash in its name, so it may be kept for ever. {@code gzip} is empty where packing saves nothing. */
    private record File(Answer plain, Optional<Answer> gzip) {}

    private final Map<String, File> files = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> templates = new HashMap<>();

    /** @param folder of the class path, {@code web} */
    public static Assets read(String folder) {
        var assets = new Assets();
        try {
            var manifest = JsonMapper.builder().build().readTree(bytes(folder + "/manifest.json"));
            for (var entry : manifest.properties()) assets.add(folder, entry.getKey(), entry.getValue());
            for (var name : new String[] {"workspace", "terminal", "page"}) {
                assets.templates.put(name, new String(bytes(folder + "/" + name + ".html"), StandardCharsets.UTF_8));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "The terminal page is not on the class path; build exec-proxy again (" + missing.getMessage()
                            + ").",
                    missing);
        }
        return assets;
    }

    private Assets() {}

    private void add(String folder, String name, JsonNode entry) throws IOException {
        var file = entry.path("file").asText();
        var type = entry.path("type").asText();
        names.put(name, file);
        var gzip = entry.path("gzip").asText("");
        files.put(
                file,
                new File(
                        kept(type, bytes(folder + "/static/" + file)),
                        gzip.isEmpty()
                                ? Optional.empty()
                                : Optional.of(kept(type, bytes(folder + "/static/" + gzip))
                                        .with("Content-Encoding", "gzip"))));
    }

    private static Answer kept(String type, byte[] body) {
        return Answer.of(200, type, body)
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Vary", "Accept-Encoding");
    }

    /** {@code /_static/{file}}. */
    Optional<Answer> file(String file, boolean takesGzip) {
        return Optional.ofNullable(files.get(file))
                .map(f -> takesGzip ? f.gzip().orElse(f.plain()) : f.plain());
    }

    /** Address of a file by its name without the hash. */
    String url(String name) {
        var file = names.get(name);
        if (file == null) throw new IllegalArgumentException("The page's build made no " + name + ".");
        return "/_static/" + file;
    }

    String template(String name) {
        var template = templates.get(name);
        if (template == null) throw new IllegalArgumentException("There is no template " + name + ".");
        return template;
    }

    private static byte[] bytes(String path) throws IOException {
        try (var in = Assets.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) throw new FileNotFoundException(path);
            return in.readAllBytes();
        }
    }
}
