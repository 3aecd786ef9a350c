package dev.berth.stack.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/** Asks the person at the terminal. */
public final class Question {

    private final boolean askable;
    private final PrintStream out;

    /** With {@code askable} both ends are a terminal: somebody is there to read and to answer. */
    public Question(boolean askable, PrintStream out) {
        this.askable = askable;
        this.out = out;
    }

    public boolean canBeAsked() {
        return askable;
    }

    /** True for an empty answer, or one that starts with y. */
    public boolean yes(String text) {
        out.print("\r\033[2K\033[?25h  " + text + " [Y/n] ");
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null
                    && (answer.isBlank()
                            || answer.strip().toLowerCase(Locale.ROOT).startsWith("y"));
        } catch (IOException gone) {
            return false;
        }
    }
}
