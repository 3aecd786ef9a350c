package dev.berth.stack.voice;

import java.util.List;

/**
 * Why a step failed, and what to do.
 *
 * @param detail what stands in the step's line
 * @param blocks for a terminal
 * @param sentence the same for a log, in one paragraph
 * @param exitCode 1 a step failed, 3 something is missing on this machine
 */
public record Failure(String detail, List<Block> blocks, String sentence, int exitCode) {

    public Failure {
        blocks = List.copyOf(blocks);
    }
}
