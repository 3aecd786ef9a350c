package dev.berth.stack.process;

/** A program could not be started, or ended before it was ready. The message is the sentence for the person. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartFailed(String program, Throwable cause) {
        super(program + " could not be started: " + cause.getMessage(), cause);
    }

    public StartFailed(String sentence) {
        super(sentence);
    }
}
