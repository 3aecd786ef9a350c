package dev.berth.stack.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** Wrong words on the command line: one sentence, exit code 2. */
public final class Usage extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int CLOSE = 2;

    public Usage(String sentence) {
        super(sentence);
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new Usage(sentence);
        }
    }

    /** {@code berth: no verb "upp". Did you mean up?} */
    static String sentence(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                List<String> options = command.getCommandSpec().optionsMap().keySet().stream()
                        .sorted()
                        .toList();
                return "no option " + word + "." + didYouMean(word, options);
            }
            if (command.getParent() == null) {
                return noVerb(word, List.copyOf(command.getSubcommands().keySet()));
            }
        }
        return lowerFirst(String.valueOf(wrong.getMessage())) + ". See ./berth --help";
    }

    static String noVerb(String word, List<String> verbs) {
        return "no verb \"" + word + "\"." + didYouMean(word, verbs);
    }

    /** {@code  Did you mean up?}, or where the words are listed. */
    public static String didYouMean(String word, List<String> known) {
        Optional<String> near = known.stream()
                .filter(candidate -> distance(word, candidate) <= CLOSE || candidate.startsWith(word))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
        return near.map(candidate -> " Did you mean " + candidate + "?").orElse(" See ./berth --help");
    }

    /** Levenshtein's. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            int diagonal = i;
            for (int j = 0; j <= other.length(); j++) {
                int above = row[j];
                if (i == 0) {
                    row[j] = j;
                } else if (j == 0) {
                    row[j] = i;
                } else {
                    int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
                }
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
