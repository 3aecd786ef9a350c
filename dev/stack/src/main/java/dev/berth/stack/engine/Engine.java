package dev.berth.stack.engine;

import dev.berth.stack.process.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A container engine that answers.
 *
 * @param name for people: {@code podman 5.4.2}
 * @param socket its Docker Engine API
 * @param cli words of the command line that reaches the same engine
 * @param environment what that command line needs
 */
public record Engine(String name, EngineSocket socket, List<String> cli, Map<String, String> environment) {

    private static final Duration QUESTION = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(1);

    public Engine {
        cli = List.copyOf(cli);
        environment = Map.copyOf(environment);
    }

    public boolean hasImage(String tag) {
        return !ask(QUESTION, "image", "inspect", "--format", "{{.Id}}", tag).isBlank();
    }

    /** What a shell script says in a fresh container of the image, which is gone afterwards. */
    String runOnce(String tag, String script) {
        return ask(LONG, "run", "--rm", "--network", "none", "--entrypoint", "/bin/sh", tag, "-c", script);
    }

    /** Ids of this stack's containers, in any state. */
    public List<String> containers(String cluster) {
        return words(ask(QUESTION, "ps", "--all", "--quiet", "--filter", "label=berth.dev/cluster=" + cluster));
    }

    /** Names of the computers behind this stack's containers. */
    public List<String> computers(String cluster) {
        String format = "{{index .Config.Labels \"berth.dev/computer\"}}";
        List<String> ids = containers(cluster);
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("inspect", "--type", "container", "--format", format));
        command.addAll(ids);
        return words(ask(QUESTION, command.toArray(String[]::new))).stream()
                .distinct()
                .sorted()
                .toList();
    }

    public List<String> networks(String cluster) {
        return words(ask(QUESTION, "network", "ls", "--quiet", "--filter", "label=berth.dev/cluster=" + cluster));
    }

    public List<String> volumes(String cluster) {
        return words(ask(QUESTION, "volume", "ls", "--quiet", "--filter", "label=berth.dev/cluster=" + cluster));
    }

    /** Ends and removes this stack's containers and networks; volumes stay. */
    public void removeMachines(String cluster) {
        remove(containers(cluster), "rm", "--force");
        remove(networks(cluster), "network", "rm");
    }

    public void removeVolumes(String cluster) {
        remove(volumes(cluster), "volume", "rm", "--force");
    }

    /** Removes containers, networks and volumes of all clusters whose name starts with {@code test-}. */
    void removeOfTests() {
        String format = "{{.ID}} {{index .Labels \"berth.dev/cluster\"}}";
        remove(ofTests("ps", "--all", "--format", format), "rm", "--force");
        remove(ofTests("network", "ls", "--format", "{{.Name}} {{.Labels}}"), "network", "rm");
        remove(ofTests("volume", "ls", "--format", "{{.Name}} {{.Labels}}"), "volume", "rm", "--force");
    }

    private List<String> ofTests(String... question) {
        return words(ask(QUESTION, question)).stream()
                .filter(line -> line.matches("\\S+ .*\\btest-.*"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** The words for {@code $BERTH_ENGINE_CLI}. */
    public String commandLine() {
        return String.join(" ", cli);
    }

    private void remove(List<String> things, String... verb) {
        if (!things.isEmpty()) {
            List<String> command = new ArrayList<>(List.of(verb));
            command.addAll(things);
            ask(LONG, command.toArray(String[]::new));
        }
    }

    private String ask(Duration time, String... arguments) {
        List<String> command = new ArrayList<>(cli);
        command.addAll(List.of(arguments));
        return Tool.ask(time, environment, command);
    }

    private static List<String> words(String output) {
        return output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
