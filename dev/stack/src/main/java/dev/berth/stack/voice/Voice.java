package dev.berth.stack.voice;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Says what is done, while it is done: times each step, keeps its line moving, and shows how it ended. One step at a
 * time.
 */
public final class Voice {

    private static final String CLEAR_LINE = "\r\033[2K";
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final Duration REWRITE_EVERY = Duration.ofSeconds(1);
    private static final Duration WAIT_EVERY = Duration.ofSeconds(60);

    /** A step's work. */
    @FunctionalInterface
    public interface Work {
        /** Does it, tells {@code progress} what it is at, and returns the detail of the finished line. */
        String run(Progress progress) throws InterruptedException;
    }

    /** Where a running step says what it is at. */
    @FunctionalInterface
    public interface Progress {
        void at(String detail);
    }

    private final Words words;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /** For {@code terminal} the words must be {@link TerminalWords}. */
    public Voice(Words words, PrintStream out, PrintStream err) {
        this.words = words;
        this.out = out;
        this.err = err;
        this.terminal = words instanceof TerminalWords;
    }

    public void header(String what) {
        print(words.header(what));
    }

    /** A step that was done before we could speak. */
    public void done(String step, String detail, Duration took) {
        print(words.done(step, detail, took));
    }

    /**
     * Runs a step.
     *
     * @throws StepFailed what the work threw, after it was shown
     */
    public void step(String step, Work work) throws InterruptedException {
        long began = System.nanoTime();
        Clockwork clockwork = new Clockwork(step, began);
        Thread ticking = Thread.startVirtualThread(clockwork);
        String detail;
        try {
            detail = work.run(clockwork::at);
        } catch (StepFailed failed) {
            end(clockwork, ticking);
            print(words.failed(step, failed.failure().detail(), since(began)));
            if (!failed.failure().sentence().isEmpty()) {
                explain(failed.failure());
            }
            throw failed;
        } catch (InterruptedException | RuntimeException broken) {
            end(clockwork, ticking);
            throw broken;
        }
        end(clockwork, ticking);
        print(words.done(step, detail, since(began)));
    }

    /** Below a tier that failed. */
    public void failedTests(List<FailedTest> tests) {
        print(terminal ? out : err, words.failedTests(tests));
    }

    /** The sentences of a failure whose step has no line. */
    public void explain(Failure failure) {
        print(terminal ? out : err, words.explain(failure));
    }

    /** Text that {@link #words} made. */
    public void say(String text) {
        print(text);
    }

    /** Something worth knowing after the last line, which must stay the last of stdout. */
    public void note(String text) {
        print(err, text);
    }

    public Words words() {
        return words;
    }

    public boolean terminal() {
        return terminal;
    }

    private void end(Clockwork clockwork, Thread ticking) {
        clockwork.stop();
        ticking.interrupt();
    }

    private void print(String text) {
        print(out, text);
    }

    private static void print(PrintStream stream, String text) {
        synchronized (Voice.class) {
            stream.print(text);
            stream.flush();
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Gives a hidden cursor back, whatever happened. */
    public void restoreTerminal() {
        if (terminal) {
            print(SHOW_CURSOR);
        }
    }

    /** Rewrites the running line on a terminal; says {@code wait} once a minute in a log. */
    private final class Clockwork implements Runnable {

        private final String step;
        private final long began;
        private String detail = "";
        private boolean ended;
        private boolean shown;

        Clockwork(String step, long began) {
            this.step = step;
            this.began = began;
        }

        synchronized void at(String now) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted");
            }
            detail = now;
            if (terminal && !ended) {
                show();
            }
        }

        synchronized void stop() {
            ended = true;
            if (shown) {
                print(CLEAR_LINE + SHOW_CURSOR);
            }
        }

        private synchronized void show() {
            if (ended) {
                return;
            }
            String line = words.running(step, detail, since(began));
            if (terminal) {
                shown = true;
                print(HIDE_CURSOR + CLEAR_LINE + line);
            } else {
                print(line);
            }
        }

        @Override
        public void run() {
            try {
                while (true) {
                    Thread.sleep(terminal ? REWRITE_EVERY : WAIT_EVERY);
                    show();
                }
            } catch (InterruptedException ended) {
                // The step is over.
            }
        }
    }
}
