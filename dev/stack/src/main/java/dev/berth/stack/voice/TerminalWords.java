package dev.berth.stack.voice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The voice on a terminal.
 *
 * @param columns of the terminal; lines use at most 78
 * @param colours whether colours are wanted; {@code NO_COLOR} takes them away and nothing else
 */
public record TerminalWords(int columns, boolean colours) implements Words {

    private static final int WIDEST = 78;
    private static final int PARAGRAPH = 72;
    private static final int PLACE_WIDTH = 17;

    private enum Ink {
        GREEN(32),
        YELLOW(33),
        RED(31),
        FAINT(90),
        BOLD(1);

        private final int code;

        Ink(int code) {
            this.code = code;
        }
    }

    @Override
    public String header(String what) {
        return "\n  " + ink(Ink.FAINT, "│") + ink(Ink.YELLOW, "█") + ink(Ink.FAINT, "│") + "  " + ink(Ink.BOLD, "berth")
                + "\n  " + ink(Ink.FAINT, "└─┘") + "  " + what + "\n\n";
    }

    @Override
    public String running(String step, String detail, Duration elapsed) {
        return row(Ink.YELLOW, "·", step, detail, Durations.running(elapsed));
    }

    @Override
    public String done(String step, String detail, Duration took) {
        return row(Ink.GREEN, "✓", step, detail, Durations.forPeople(took)) + "\n";
    }

    @Override
    public String failed(String step, String detail, Duration took) {
        return row(Ink.RED, "✗", step, detail, Durations.forPeople(took)) + "\n";
    }

    @Override
    public String explain(Failure failure) {
        StringBuilder text = new StringBuilder();
        for (Block block : failure.blocks()) {
            text.append('\n');
            switch (block) {
                case Block.Paragraph(String sentences, String log) -> {
                    int width = Math.min(PARAGRAPH, Math.max(20, columns - 4));
                    TextWrap.lines(sentences, width).forEach(line -> indented(text, line));
                    if (!log.isEmpty()) {
                        indented(text, "log   " + log);
                    }
                }
                case Block.Command(String line) -> indented(text, line);
                case Block.Commands(var byPlace) ->
                    byPlace.forEach((place, command) -> indented(text, padded(place, PLACE_WIDTH) + command));
                case Block.Evidence(List<String> lines) -> lines.forEach(line -> indented(text, line));
            }
        }
        return text.append('\n').toString();
    }

    @Override
    public String ready(Duration took, String kubeconfig, boolean foreground, String url) {
        return "\n  ready in " + Durations.forPeople(took) + "\n"
                + "  kubectl   export KUBECONFIG=" + kubeconfig + "\n"
                + "  stop      " + (foreground ? "Ctrl-C, or ./berth down" : "./berth down") + "\n"
                + "\n  " + link(url) + "\n";
    }

    @Override
    public String failedTests(List<FailedTest> tests) {
        StringBuilder text = new StringBuilder();
        for (FailedTest test : tests) {
            text.append('\n');
            indented(text, test.name());
            indented(text, "  " + test.message());
            if (!test.place().isEmpty()) {
                indented(text, "  " + test.place());
            }
            indented(text, "  again   " + test.again());
            indented(text, "  log     " + test.log());
        }
        return text.append('\n').toString();
    }

    @Override
    public String tests(int count, int failed, Duration took) {
        String total = String.format(Locale.ROOT, "%,d tests", count);
        String result = failed == 0 ? total + " passed" : String.format(Locale.ROOT, "%,d of %s failed", failed, total);
        return "\n  " + result + " in " + Durations.forPeople(took) + "\n";
    }

    @Override
    public String down(Left left, Duration took) {
        return left.nothing()
                ? "\n  nothing is left running: " + left.text() + "\n"
                : "\n  still there: " + left.text() + "\n";
    }

    @Override
    public String nothingWasRunning() {
        return "\n  nothing was running\n";
    }

    @Override
    public String stopping() {
        return "\n  stopping\n\n";
    }

    private String row(Ink sign, String mark, String step, String detail, String duration) {
        Row row = new Row("  " + mark + " ", step, detail, duration).fitted(Math.min(columns, WIDEST), "…");
        return "  " + ink(sign, mark) + " " + row.step() + ink(Ink.FAINT, row.detail() + row.duration());
    }

    private String link(String url) {
        return colours ? "\033]8;;" + url + "\033\\" + ink(Ink.BOLD, url) + "\033]8;;\033\\" : hyperlinked(url);
    }

    /** OSC 8 is no colour, so {@code NO_COLOR} leaves it. */
    private static String hyperlinked(String url) {
        return "\033]8;;" + url + "\033\\" + url + "\033]8;;\033\\";
    }

    private String ink(Ink ink, String text) {
        return colours ? "\033[" + ink.code + "m" + text + "\033[0m" : text;
    }

    private static void indented(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
