package dev.berth.proxy.relay.boot;

import java.util.ArrayList;
import java.util.List;

/** Text from elsewhere made fit for a terminal: no control characters, never wider than its place. */
public final class SafeText {

    /** Longest piece of anybody else's words on one line. */
    public static final int MAX_CELLS = 60;

    private SafeText() {}

    /** Without control characters, line breaks as spaces, at most 60 cells. */
    public static String line(String text) {
        return cut(clean(text), MAX_CELLS);
    }

    /** Without control characters, line breaks as spaces. */
    public static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean hidden = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            if (c == '\n' || c == '\t') {
                out.append(' ');
            } else if (!hidden) {
                out.appendCodePoint(c);
            }
        });
        return out.toString().strip();
    }

    /** Cells that a text takes on a terminal. */
    static int cells(String text) {
        return text.codePoints().map(SafeText::cells).sum();
    }

    static String cut(String text, int cells) {
        if (cells(text) <= cells) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            if (used + cells(c) > cells - 1) {
                break;
            }
            out.appendCodePoint(c);
            used += cells(c);
        }
        return out.append('…').toString();
    }

    /** Lines of at most so many cells, broken between words. */
    static List<String> wrap(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && cells(line.toString()) + 1 + cells(word) > cells) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(cut(word, cells));
        }
        lines.add(line.toString());
        return lines;
    }

    private static int cells(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
