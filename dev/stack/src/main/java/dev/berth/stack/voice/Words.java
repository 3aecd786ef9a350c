package dev.berth.stack.voice;

import java.time.Duration;
import java.util.List;

/**
 * What {@code ./berth} says, as text. Pure: the same facts give the same characters. Each answer ends with a line feed
 * unless it is to be rewritten.
 */
public sealed interface Words permits TerminalWords, LogWords {

    /** The mark and what is being done. */
    String header(String what);

    /** A step that runs. A terminal rewrites it; in a log it says that nobody should give up. */
    String running(String step, String detail, Duration elapsed);

    String done(String step, String detail, Duration took);

    String failed(String step, String detail, Duration took);

    /** The sentences below a failed step. */
    String explain(Failure failure);

    /** The end of {@code up}: the URL is last and alone. */
    String ready(Duration took, String kubeconfig, boolean foreground, String url);

    /** Below a failed tier. */
    String failedTests(List<FailedTest> tests);

    /** The end of {@code test}. */
    String tests(int count, int failed, Duration took);

    /** The end of {@code down}; {@code left} as counted. */
    String down(Left left, Duration took);

    String nothingWasRunning();

    /** The first Ctrl-C was heard. */
    String stopping();

    /** What was found after {@code down} had done its work. */
    record Left(int processes, int containers, int ports) {

        public boolean nothing() {
            return processes + containers + ports == 0;
        }

        String text() {
            return count(processes, "process", "processes") + ", " + count(containers, "container", "containers") + ", "
                    + count(ports, "port", "ports");
        }

        private static String count(int number, String one, String many) {
            return number + " " + (number == 1 ? one : many);
        }
    }
}
