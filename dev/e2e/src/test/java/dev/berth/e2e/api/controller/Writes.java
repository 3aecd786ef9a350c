package dev.berth.e2e.api.controller;

import dev.berth.e2e.ApiServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes on Berth's kinds, counted by the API server itself in its own metrics: whoever made them, and whether they changed anything.
 *
 * @param byKind requests by verb, resource and subresource
 */
record Writes(Map<String, Long> byKind) {

    private static final Pattern LINE = Pattern.compile("^apiserver_request_total\\{(.*)} ([0-9.e+]+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    static Writes now(ApiServer api) {
        var counts = new TreeMap<String, Long>();
        api.kubectl().run("get", "--raw", "/metrics").lines().forEach(line -> {
            var match = LINE.matcher(line);
            if (!match.matches()) return;
            var labels = new TreeMap<String, String>();
            var label = LABEL.matcher(match.group(1));
            while (label.find()) labels.put(label.group(1), label.group(2));
            var verb = labels.getOrDefault("verb", "");
            if (!"berth.dev".equals(labels.get("group")) || !verb.matches("POST|PUT|PATCH|APPLY|DELETE")) return;
            var kind = verb + " " + labels.get("resource") + "/" + labels.getOrDefault("subresource", "");
            counts.merge(kind, (long) Double.parseDouble(match.group(2)), Long::sum);
        });
        return new Writes(counts);
    }

    Writes since(Writes before) {
        var difference = new TreeMap<String, Long>();
        byKind.forEach((kind, count) -> {
            long more = count - before.byKind.getOrDefault(kind, 0L);
            // The class counts its computers by itself, at most once a minute; deletions are those of other tests'
            // namespaces, which are
            // cleared away in the background: the server does not count by namespace.
            if (more > 0 && !kind.contains("computerclasses") && !kind.startsWith("DELETE")) difference.put(kind, more);
        });
        return new Writes(difference);
    }

    long total() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }
}
