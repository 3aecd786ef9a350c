package dev.berth.stack.voice;

/** Ends a step, and with it the run, with the sentences for the person. */
public final class StepFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public StepFailed(Failure failure) {
        super(failure.sentence());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
