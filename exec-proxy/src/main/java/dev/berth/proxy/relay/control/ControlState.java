package dev.berth.proxy.relay.control;

import dev.berth.crd.HeldBy;
import dev.berth.crd.Power;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.ConditionView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.WakeRule;
import dev.berth.proxy.web.ComputerState;
import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxLease;
import dev.berth.ttyd.BoxSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of the control socket, from what is known (web/README.md, "Control socket"). Pure; an absent member is not in the map. */
final class ControlState {

    private final ComputerView computer;
    private final Standing standing;
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    private ControlState(ComputerView computer, Standing standing) {
        this.computer = computer;
        this.standing = standing;
    }

    /** @param faces of this page's agent */
    static Map<String, @Nullable Object> of(
            ComputerView computer, Standing standing, List<FaceView> faces, BoxReport report) {
        ControlState state = new ControlState(computer, standing);
        state.compose(faces, report);
        return state.members;
    }

    /** What has changed; a member that went is null. */
    static Map<String, @Nullable Object> difference(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            if (!Objects.equals(value, before.get(name))) {
                changed.put(name, value);
            }
        });
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> changed.put(name, null));
        return changed;
    }

    private void compose(List<FaceView> faces, BoxReport report) {
        ComputerState state = ComputerState.of(computer);
        members.put("state", state.word());
        since().ifPresent(at -> members.put("since", text(at)));
        why(state).ifPresent(why -> members.put("why", why));
        if (!canWake()) {
            members.put("canWake", false);
        }
        if (state == ComputerState.READY) {
            sleep(report);
        }
        members.put("role", role());
        members.put("faces", faces(faces, report));
        if (state == ComputerState.MAINTENANCE && !computer.maintenance().eta().equals(ComputerView.NEVER)) {
            members.put("backAt", text(computer.maintenance().eta()));
        }
        if (state == ComputerState.FAILED) {
            failure();
        }
    }

    private void sleep(BoxReport report) {
        boolean current = report.known()
                && computer.machine() instanceof Machine m
                && report.bootId().equals(m.bootId());
        List<Map<String, Object>> held = current ? held(report) : List.of();
        if (held.isEmpty() && !current) {
            held = computer.heldBy().stream().map(ControlState::held).toList();
        }
        if (!held.isEmpty()) {
            members.put("heldBy", held);
            return;
        }
        if (computer.power() == Power.RUNNING) {
            return;
        }
        Instant expected = computer.sleepAt();
        Optional<Instant> told =
                current ? report.sleepsAt(computer.computerClass().idleAfter()) : Optional.empty();
        if (told.isPresent()
                && (expected.equals(ComputerView.NEVER) || told.get().isAfter(expected))) {
            expected = told.get();
        }
        if (!expected.equals(ComputerView.NEVER)) {
            members.put("sleepsAt", text(expected));
        }
    }

    private List<Map<String, Object>> held(BoxReport report) {
        List<Map<String, Object>> held = new ArrayList<>();
        for (AgentActivity agent : report.busy()) {
            held.add(held("Agent", agent.what().isEmpty() ? agent.agent() : agent.what()));
        }
        for (BoxLease lease : report.leases()) {
            Map<String, Object> one = held("Lease", lease.holder());
            one.put("until", text(report.at().plusMillis(lease.remainingMillis())));
            held.add(one);
        }
        return held;
    }

    private static Map<String, Object> held(String kind, String what) {
        Map<String, Object> held = new LinkedHashMap<>();
        held.put("kind", kind);
        held.put("what", what);
        return held;
    }

    private static Map<String, Object> held(HeldBy by) {
        Map<String, Object> held = new LinkedHashMap<>();
        held.put("kind", by.kind() == null ? "Unknown" : camel(by.kind().name()));
        if (by.what() != null) {
            held.put("what", by.what());
        }
        if (by.until() != null) {
            held.put("until", text(by.until()));
        }
        return held;
    }

    private List<Map<String, Object>> faces(List<FaceView> faces, BoxReport report) {
        return faces.stream()
                .filter(FaceView::open)
                .sorted(Comparator.comparingLong(FaceView::number))
                .map(face -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("n", face.number());
                    one.put("hash", face.hash());
                    one.put(
                            "title",
                            report.session(face.inBox())
                                    .map(BoxSession::title)
                                    .filter(title -> !title.isBlank())
                                    .orElse(face.inBox()));
                    return one;
                })
                .toList();
    }

    private void failure() {
        if (computer.machine() instanceof Machine machine) {
            if (!machine.deadline().equals(ComputerView.NEVER)) {
                members.put("nextTryAt", text(machine.deadline()));
            }
            if (machine.attempt() > 0) {
                members.put("attempt", machine.attempt());
            }
        }
        if (standing.mayType() && !computer.incident().isEmpty()) {
            members.put("incident", computer.incident());
        }
    }

    private Optional<Instant> since() {
        if (computer.machine() instanceof Machine machine) {
            return Optional.of(machine.phaseSince());
        }
        ConditionView ready = computer.condition("Ready");
        return ready.since().equals(ComputerView.NEVER) ? Optional.empty() : Optional.of(ready.since());
    }

    private Optional<String> why(ComputerState state) {
        return switch (state) {
            case MAINTENANCE -> Optional.of(computer.maintenance().reason());
            case ASLEEP ->
                computer.power() == Power.SUSPENDED ? Optional.of("Its owner keeps it asleep.") : Optional.empty();
            case FAILED -> standing.mayType() ? Optional.of(failureSentence()) : Optional.empty();
            case READY, WAKING, BOOTING, DELETING -> Optional.empty();
        };
    }

    private String failureSentence() {
        ConditionView accepted = computer.condition("Accepted");
        return (accepted.isFalse() ? accepted : computer.condition("Ready")).message();
    }

    private boolean canWake() {
        return standing.mayType()
                && WakeRule.held(computer).isEmpty()
                && computer.computerClass().wakeOn().contains(WakeReason.KEY_PRESS);
    }

    private String role() {
        return camel(standing.name());
    }

    private static String camel(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split("_", -1)) {
            out.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return out.toString();
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
