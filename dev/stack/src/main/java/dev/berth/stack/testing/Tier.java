package dev.berth.stack.testing;

import dev.berth.stack.command.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tiers of {@code ./berth test}, in the order in which they run. */
public enum Tier {
    UNIT("unit", "unit"),
    API("api", "api server"),
    BOX("box", "box"),
    BROWSER("browser", "browser");

    private final String word;
    private final String title;

    Tier(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** On the command line, and as JUnit tag (unit tests have none). */
    public String word() {
        return word;
    }

    /** In the step's line. */
    public String title() {
        return title;
    }

    /** {@code test-api-server.log}. */
    public String logName() {
        return "test-" + title.replace(' ', '-') + ".log";
    }

    /** The tiers of these words, all of them for none, in our order. */
    public static List<Tier> named(List<String> words) {
        for (String word : words) {
            if (find(word).isEmpty()) {
                List<String> known = Arrays.stream(values()).map(Tier::word).toList();
                throw new Usage("no tier \"" + word + "\"." + Usage.didYouMean(word, known));
            }
        }
        return Arrays.stream(values())
                .filter(tier -> words.isEmpty() || words.contains(tier.word))
                .toList();
    }

    private static Optional<Tier> find(String word) {
        return Arrays.stream(values()).filter(tier -> tier.word.equals(word)).findFirst();
    }
}
