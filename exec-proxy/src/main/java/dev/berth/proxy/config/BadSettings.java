package dev.berth.proxy.config;

import java.util.List;

/** Every mistake in the settings at once, one sentence each. */
public final class BadSettings extends RuntimeException {

    private final transient List<String> problems;

    BadSettings(List<String> problems) {
        super("The settings cannot be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
