package dev.berth.box.face;

import dev.berth.ttyd.BoxAgent;
import java.util.List;

/** What a new session runs, and where. Pure. An empty command is the login shell, which tmux starts by itself. */
public record AgentCommand(List<String> words, String workingDirectory) {

    static final String DEFAULT_DIRECTORY = "/workspace";

    /** @param resumes the agent had faces before the last cold start and has none yet in this boot */
    public static AgentCommand of(List<BoxAgent> agents, String agent, boolean resumes) {
        return agents.stream()
                .filter(candidate -> candidate.name().equals(agent))
                .findFirst()
                .map(found -> new AgentCommand(words(found, resumes), directory(found)))
                .orElse(new AgentCommand(List.of(), DEFAULT_DIRECTORY));
    }

    private static List<String> words(BoxAgent agent, boolean resumes) {
        return resumes && !agent.resumeCommand().isEmpty() ? agent.resumeCommand() : agent.command();
    }

    private static String directory(BoxAgent agent) {
        return agent.workingDirectory().startsWith("/") ? agent.workingDirectory() : DEFAULT_DIRECTORY;
    }
}
