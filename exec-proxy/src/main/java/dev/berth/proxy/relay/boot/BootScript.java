package dev.berth.proxy.relay.boot;

import java.util.List;

/**
 * What the boot face says, before it is laid out; absent texts are empty.
 *
 * @param headline beside the mark, under the name
 * @param lead a paragraph above the steps
 * @param paragraphs under the steps: cause, what exists, what comes next
 * @param sentences said at the very end in one breath, on a narrow terminal one a line
 * @param closing the last word of a success
 */
public record BootScript(
        String computer,
        Mark mark,
        String headline,
        String lead,
        List<BootStep> steps,
        List<String> paragraphs,
        List<String> sentences,
        String closing,
        String incident) {

    public BootScript {
        steps = List.copyOf(steps);
        paragraphs = List.copyOf(paragraphs);
        sentences = List.copyOf(sentences);
    }

    public static BootScript of(String computer, Mark mark, String headline) {
        return new BootScript(computer, mark, headline, "", List.of(), List.of(), List.of(), "", "");
    }

    public BootScript lead(String text) {
        return new BootScript(computer, mark, headline, text, steps, paragraphs, sentences, closing, incident);
    }

    public BootScript steps(List<BootStep> all) {
        return new BootScript(computer, mark, headline, lead, all, paragraphs, sentences, closing, incident);
    }

    public BootScript paragraphs(List<String> all) {
        return new BootScript(computer, mark, headline, lead, steps, all, sentences, closing, incident);
    }

    public BootScript sentences(List<String> all) {
        return new BootScript(computer, mark, headline, lead, steps, paragraphs, all, closing, incident);
    }

    public BootScript closing(String text) {
        return new BootScript(computer, mark, headline, lead, steps, paragraphs, sentences, text, incident);
    }

    public BootScript incident(String code) {
        return new BootScript(computer, mark, headline, lead, steps, paragraphs, sentences, closing, code);
    }

    /** Whether a clock runs in it. */
    public boolean ticks() {
        return steps.stream().anyMatch(step -> step.sign() == BootStep.Sign.RUNNING);
    }
}
