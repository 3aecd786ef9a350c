package dev.berth.stack.voice;

/**
 * A test that failed, with all that is needed to look into it.
 *
 * @param name {@code ClassName.methodName}
 * @param message first line of what it expected and got
 * @param place source file and line from the root of the repository; empty if unknown
 * @param again command that runs it again
 * @param log file with all of the output
 */
public record FailedTest(String name, String message, String place, String again, String log) {}
