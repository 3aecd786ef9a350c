package dev.berth.stack.voice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The voice where no terminal is: ASCII, one line per fact, nothing is rewritten. */
public record LogWords() implements Words {

    private static final int WIDTH = 78;
    private static final String FIRST = "berth: ";
    private static final String NEXT = "       ";

    @Override
    public String header(String what) {
        return "";
    }

    @Override
    public String running(String step, String detail, Duration elapsed) {
        return row("wait", step, detail, elapsed.toSeconds() + " s");
    }

    @Override
    public String done(String step, String detail, Duration took) {
        return row("ok", step, detail, Durations.inSeconds(took));
    }

    @Override
    public String failed(String step, String detail, Duration took) {
        return row("fail", step, detail, Durations.inSeconds(took));
    }

    @Override
    public String explain(Failure failure) {
        StringBuilder text = new StringBuilder();
        for (Block block : failure.blocks()) {
            if (block instanceof Block.Evidence(List<String> lines)) {
                lines.forEach(line -> text.append(FIRST).append(ascii(line)).append('\n'));
            }
        }
        return text.append(sentences(failure.sentence())).toString();
    }

    @Override
    public String ready(Duration took, String kubeconfig, boolean foreground, String url) {
        return end("ready", "", took) + url + "\n";
    }

    @Override
    public String failedTests(List<FailedTest> tests) {
        StringBuilder text = new StringBuilder();
        for (FailedTest test : tests) {
            text.append(FIRST).append(ascii(test.name())).append('\n');
            text.append(NEXT).append(ascii(test.message())).append('\n');
            if (!test.place().isEmpty()) {
                text.append(NEXT).append(ascii(test.place())).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public String tests(int count, int failed, Duration took) {
        String total = String.format(Locale.ROOT, "%,d tests", count);
        return failed == 0
                ? end("passed", total, took)
                : end("failed", String.format(Locale.ROOT, "%,d of %s", failed, total), took);
    }

    @Override
    public String down(Left left, Duration took) {
        return end("down", left.text() + " left", took);
    }

    @Override
    public String nothingWasRunning() {
        return "down                  nothing was running\n";
    }

    @Override
    public String stopping() {
        return "stopping\n";
    }

    private static String end(String word, String detail, Duration took) {
        return new Row(word + " ".repeat(7 - word.length()), "", detail, Durations.inSeconds(took))
                        .fitted(WIDTH, "...")
                        .text()
                + "\n";
    }

    private static String row(String word, String step, String detail, String duration) {
        return new Row(word + " ".repeat(7 - word.length()), step, ascii(detail), duration)
                        .fitted(WIDTH, "...")
                        .text()
                + "\n";
    }

    private static String sentences(String text) {
        List<String> lines = TextWrap.lines(ascii(text), WIDTH - 1 - FIRST.length());
        return FIRST + String.join("\n" + NEXT, lines) + "\n";
    }

    /** A runner's log may be in any encoding, so a sign that is not ASCII becomes a question mark here and not there. */
    private static String ascii(String text) {
        return text.replace("…", "...").replaceAll("[^\\x20-\\x7e]", "?");
    }
}
