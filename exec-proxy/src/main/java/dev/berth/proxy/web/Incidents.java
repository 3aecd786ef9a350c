package dev.berth.proxy.web;

import java.util.random.RandomGenerator;

/** Codes that stand on a page, in its JSON and in the log line that explains it: {@code INC-7K2MQ4XA}. */
public final class Incidents {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final RandomGenerator random;

    public Incidents(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        var code = new StringBuilder("INC-");
        for (int i = 0; i < 8; i++) code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return code.toString();
    }
}
