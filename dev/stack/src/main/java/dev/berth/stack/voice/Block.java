package dev.berth.stack.voice;

import java.util.List;
import java.util.Map;

/** A part of what a terminal shows below a failed step; blocks are set apart by an empty line. */
public sealed interface Block {

    /** Sentences, wrapped; a log file to look into, or none when empty. */
    record Paragraph(String text, String log) implements Block {
        public Paragraph(String text) {
            this(text, "");
        }
    }

    /** A command to copy, alone on its line. */
    record Command(String line) implements Block {}

    /** Commands by where they work. Keeps its order. */
    record Commands(Map<String, String> byPlace) implements Block {}

    /** Last lines of a tool, as they are. */
    record Evidence(List<String> lines) implements Block {
        public Evidence {
            lines = List.copyOf(lines);
        }
    }
}
