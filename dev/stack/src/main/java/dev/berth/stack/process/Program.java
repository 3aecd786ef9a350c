package dev.berth.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that the stack starts and keeps running.
 *
 * @param name its name in pid file, log file and messages
 * @param command the program and its arguments
 * @param environment variables on top of those of this process
 * @param log where its output goes; appended to
 */
public record Program(String name, List<String> command, Map<String, String> environment, Path log) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
