package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named program of a computer, started in each new face.
 *
 * @param command empty: the default login shell of the image
 * @param resumeCommand used after a cold start; empty: the command
 * @param workingDirectory absolute; empty: the default of the image
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxAgent(String name, List<String> command, List<String> resumeCommand, String workingDirectory) {
    public BoxAgent(
            String name,
            @Nullable List<String> command,
            @Nullable List<String> resumeCommand,
            @Nullable String workingDirectory) {
        this.name = name;
        this.command = command == null ? List.of() : List.copyOf(command);
        this.resumeCommand = resumeCommand == null ? List.of() : List.copyOf(resumeCommand);
        this.workingDirectory = workingDirectory == null ? "" : workingDirectory;
    }
}
