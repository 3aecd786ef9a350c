package dev.berth.proxy.web;

import java.util.Map;
import java.util.regex.Pattern;

/** HTML from texts: everything that is not HTML already is escaped. */
final class Html {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\{([a-z]+)}}}|\\{\\{([a-z]+)}}");

    private Html() {}

    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Fills a template: {@code {{name}}} with text, {@code {{{name}}}} with HTML. @throws IllegalArgumentException on a name without a value */
    static String fill(String template, Map<String, String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            var raw = match.group(1);
            var name = raw != null ? raw : match.group(2);
            var value = values.get(name);
            if (value == null)
                throw new IllegalArgumentException("The template asks for {{" + name + "}}, which nobody gives.");
            return java.util.regex.Matcher.quoteReplacement(raw != null ? value : escape(value));
        });
    }
}
