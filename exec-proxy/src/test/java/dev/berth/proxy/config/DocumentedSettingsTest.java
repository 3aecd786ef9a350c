package dev.berth.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting is documented, with the default that it has. */
final class DocumentedSettingsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`BERTH_[A-Z_]+`(?:, )?)+) \\| (.*?) \\|");

    /** Settings of other kinds than those read here: where to read from, and how to log. */
    private static final Set<String> ELSEWHERE = Set.of("BERTH_CONFIG", "BERTH_LOG");

    @TempDir
    Path keys;

    /** Remembers what it was asked for. */
    private static final class Asked extends HashMap<String, String> {
        private static final long serialVersionUID = 1;
        final transient Set<String> names = new TreeSet<>();

        @Override
        public String get(Object name) {
            names.add(String.valueOf(name));
            return super.getOrDefault(name, "");
        }
    }

    private Set<String> read() {
        var environment = new Asked();
        environment.put("BERTH_BOX_KEYS", keys.toString());
        Settings.read(environment, "proxy-1");
        return environment.names;
    }

    /** Name to default, as the tables of a page have them. */
    private static Map<String, String> table(String file) throws IOException {
        var documented = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("..").resolve(file))).results().forEach(row -> {
            var names = row.group(1).replace("`", "").split(", ", -1);
            var column = row.group(2).replace("`", "");
            var defaults = names.length == 1 ? new String[] {column} : column.split(", ", -1);
            for (int i = 0; i < names.length; i++) {
                documented.put(names[i], defaults[Math.min(i, defaults.length - 1)]);
            }
        });
        return documented;
    }

    @Test
    void theReadmeHasAllOfThemAndNoOther() throws IOException {
        var documented = new TreeSet<>(table("exec-proxy/README.md").keySet());
        documented.removeAll(ELSEWHERE);
        assertEquals(read(), documented);
    }

    @Test
    void theOperatorsPageHasAllOfThemWithTheSameDefaults() throws IOException {
        var readme = table("exec-proxy/README.md");
        var operators = table("docs/configuration.md");
        for (var name : read()) {
            assertTrue(operators.containsKey(name), name + " is not in docs/configuration.md");
            // Where the programs differ, the page says so.
            var said = String.valueOf(operators.get(name));
            assertTrue(
                    said.contains(String.valueOf(readme.get(name))),
                    name + " is " + readme.get(name) + " here and " + said + " there");
        }
    }
}
