package dev.berth.stack.engine;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps boxes from each other with a rule of this stack's own, on hosts with iptables.
 *
 * <p>Networks are made with {@code isolate}, but whenever one of them ends, netavark takes its jump into the isolation
 * chain away for all the others too (seen with 1.4.0). Needs root; without it only netavark's own rules hold.
 */
final class BoxFence {

    /** The pool that the controller takes the networks of containers from. */
    private static final String BOXES = "10.89.0.0/16";

    private static final Duration SOON = Duration.ofSeconds(10);

    private final String stack;

    BoxFence(StackFolder folder) {
        this.stack = "berth-" + StackFolder.hash(folder.path().toString());
    }

    /** Puts the rule up; one that is left from a killed stack is replaced. */
    void hold() {
        release();
        iptables("-I");
    }

    void release() {
        iptables("-D");
    }

    private void iptables(String action) {
        List<String> command = new ArrayList<>(List.of("iptables", "-w", "5", "-t", "mangle", action, "FORWARD"));
        command.addAll(List.of("-s", BOXES, "-d", BOXES, "-m", "comment", "--comment", stack, "-j", "DROP"));
        Tool.ask(SOON, Map.of(), command);
    }
}
