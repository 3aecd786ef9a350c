package dev.berth.proxy.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code ?face=} says. */
sealed interface FaceParam {

    record Absent() implements FaceParam {}

    /** 0 is the console. */
    record Numbered(long value) implements FaceParam {}

    /** Neither a number nor 0: no face can have it. */
    record Wrong() implements FaceParam {}

    Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

    static FaceParam of(String query) {
        var values = values(query, "face");
        if (values.isEmpty()) return new Absent();
        if (values.size() > 1 || !NUMBER.matcher(values.getFirst()).matches()) return new Wrong();
        return new Numbered(Long.parseLong(values.getFirst()));
    }

    /** Every value of a parameter, decoded. */
    static List<String> values(String query, String name) {
        var found = new ArrayList<String>();
        for (var part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            var key = equals < 0 ? part : part.substring(0, equals);
            if (!key.equals(name)) continue;
            try {
                found.add(URLDecoder.decode(equals < 0 ? "" : part.substring(equals + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                found.add("");
            }
        }
        return found;
    }

    /** The query with {@code face} set, other parameters kept as they came. */
    static String with(String query, long face) {
        var kept = new ArrayList<String>();
        kept.add("face=" + face);
        for (var part : query.split("&", -1)) {
            if (!part.isEmpty() && !part.equals("face") && !part.startsWith("face=")) kept.add(part);
        }
        return String.join("&", kept);
    }
}
