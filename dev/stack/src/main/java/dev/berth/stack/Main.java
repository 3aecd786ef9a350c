package dev.berth.stack;

import dev.berth.stack.command.Entry;

/** Started by the script {@code berth} in the root of the repository. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Entry.run(arguments, System.getenv()));
    }
}
