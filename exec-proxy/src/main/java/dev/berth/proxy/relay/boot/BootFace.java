package dev.berth.proxy.relay.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a {@link BootScript} out for a width and says which bytes bring it onto a terminal. Pure; look/BOOT.md has the rules and goldens. */
public final class BootFace {

    /** Alternate screen, no cursor, no wrapping, top left, clear. */
    public static final String OPEN = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[2J";

    /** Leaves no trace: sent in one frame before the box's bytes. */
    public static final String LEAVE = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

    /** From here on each step has its detail and duration beside it. */
    private static final int WIDE = 60;

    private static final int DURATIONS_FROM = 24;
    private static final int MAX_WIDTH = 80;
    private static final int NAME = 12;
    private static final int DURATION = 9;

    private final int columns;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private BootFace(int columns) {
        this.columns = columns;
        this.width = Math.min(columns, MAX_WIDTH);
    }

    /** The whole face as bytes of a terminal, without {@link #OPEN}. */
    public static String render(BootScript script, int columns) {
        return String.join("\r\n", lines(script, columns)) + "\r\n";
    }

    /** Its lines, top to bottom. */
    public static List<String> lines(BootScript script, int columns) {
        BootFace face = new BootFace(columns);
        face.compose(script);
        return face.lines;
    }

    /** What turns one face on the screen into the next: only lines that differ are written again, and nothing is scrolled. */
    public static String update(List<String> before, List<String> after) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String old = i < before.size() ? before.get(i) : "";
            String line = i < after.size() ? after.get(i) : "";
            if (!line.equals(old)) {
                out.append("\u001b[").append(i + 1).append(";1H\r\u001b[2K").append(line);
            }
        }
        return out.toString();
    }

    private void compose(BootScript script) {
        Mark mark = script.mark();
        lines.add("");
        lines.add("  " + grey("│") + sgr(mark.colour(), mark.block()) + grey("│") + "  "
                + sgr(1, cut(script.computer(), width - 9)));
        lines.add("  " + grey("└─┘") + "  " + grey(cut(script.headline(), width - 9)));
        lines.add("");
        paragraph(script.lead());
        for (BootStep step : script.steps()) {
            step(step);
        }
        if (!script.steps().isEmpty()) {
            lines.add("");
        }
        script.paragraphs().forEach(this::paragraph);
        sentences(script.sentences());
        if (!script.closing().isEmpty()) {
            lines.add("  " + sgr(1, script.closing()));
            lines.add("");
        }
        if (!script.incident().isEmpty()) {
            lines.add("  " + grey("incident  ") + sgr(1, script.incident()));
            lines.add("");
        }
    }

    private void paragraph(String text) {
        if (text.isEmpty()) {
            return;
        }
        for (String line : SafeText.wrap(text, Math.max(8, Math.min(width - 4, 64)))) {
            lines.add("  " + line);
        }
        lines.add("");
    }

    private void sentences(List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        if (columns >= WIDE) {
            lines.add("  " + String.join(" ", sentences));
            return;
        }
        for (String sentence : sentences) {
            SafeText.wrap(sentence, Math.max(8, width - 4)).forEach(line -> lines.add("  " + line));
        }
    }

    private void step(BootStep step) {
        String sign = "  " + sgr(step.sign().colour(), step.sign().character()) + " ";
        int detailColour = step.sign() == BootStep.Sign.FAILED ? 31 : 90;
        if (columns >= WIDE) {
            wide(step, sign, detailColour);
        } else {
            narrow(step, sign, detailColour);
        }
    }

    private void wide(BootStep step, String sign, int detailColour) {
        int room = width - 6 - NAME - DURATION - 1;
        String detail = " " + cut(step.detail(), room - 1);
        if (step.sign() == BootStep.Sign.LOST) {
            lines.add(sign + pad(step.name(), NAME) + sgr(detailColour, detail));
            return;
        }
        lines.add(sign + pad(step.name(), NAME) + sgr(detailColour, pad(detail, room)) + duration(step, " "));
    }

    private void narrow(BootStep step, String sign, int detailColour) {
        int room = Math.max(1, width - 6 - DURATION);
        boolean timed = columns >= DURATIONS_FROM && step.sign() != BootStep.Sign.LOST;
        lines.add(timed ? sign + pad(step.name(), room) + duration(step, "") : sign + step.name());
        boolean explained = step.sign() == BootStep.Sign.RUNNING || step.sign() == BootStep.Sign.FAILED;
        if (explained && !step.detail().isEmpty()) {
            for (String line : SafeText.wrap(step.detail(), Math.max(8, width - 6))) {
                lines.add("    " + sgr(detailColour, line));
            }
        }
    }

    private static String duration(BootStep step, String before) {
        boolean running = step.sign() == BootStep.Sign.RUNNING;
        String text =
                step.took().map(took -> running ? clock(took) : measured(took)).orElse("");
        return sgr(running ? 33 : 90, before + " ".repeat(Math.max(0, DURATION - text.length())) + text);
    }

    /** {@code 0.4 s}, {@code 12.0 s}, from a minute on {@code 1 m 20 s}. */
    static String measured(Duration took) {
        return took.toMillis() < 60_000
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : minutes(took.toSeconds());
    }

    /** Whole seconds, after a minute every five. */
    static String clock(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        return seconds < 60 ? seconds + " s" : minutes(seconds - seconds % 5);
    }

    private static String minutes(long seconds) {
        return seconds / 60 + " m " + seconds % 60 + " s";
    }

    private static String cut(String text, int cells) {
        return SafeText.cut(text, cells);
    }

    private static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - SafeText.cells(text)));
    }

    private static String grey(String text) {
        return sgr(90, text);
    }

    private static String sgr(int code, String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
