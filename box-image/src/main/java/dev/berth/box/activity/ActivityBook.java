package dev.berth.box.activity;

import dev.berth.box.face.TmuxSession;
import dev.berth.box.host.ProcessTable;
import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxAgent;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.SessionActivity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that boxd knows about who uses the box, put together from what passes through it and from samples (resources.md 4.4). Pure; times
 * are monotonic milliseconds.
 *
 * <p>A session is busy when its programs used enough CPU lately, or printed unasked. Orphans of user claude count for {@code main}.
 */
public final class ActivityBook {

    private static final String MAIN = "main";

    /** One look at the box; {@code wallMillis} and {@code atMillis} are the same moment on two clocks. */
    public record Look(
            long atMillis,
            long wallMillis,
            List<TmuxSession> sessions,
            List<ProcessTable.Row> processes,
            List<Long> infrastructure) {}

    private final WorkMeter meter;
    private final OutputWatch outputs;
    private final BusySpells spells = new BusySpells();
    private final Map<String, Long> lastUsed = new HashMap<>();
    private List<TmuxSession> sessions = List.of();
    private long inputAt = -1;
    private long previewAt = -1;

    public ActivityBook(WorkMeter meter, OutputWatch outputs) {
        this.meter = meter;
        this.outputs = outputs;
    }

    /** Somebody pressed a key. */
    public void typed(String face, long now) {
        inputAt = now;
        spells.attended(now);
        used(face, now);
    }

    public void previewed(long now) {
        previewAt = now;
    }

    /** The intake was opened: somebody wants this computer. */
    public void opened(long now) {
        spells.attended(now);
    }

    /** Typed, attached, detached. */
    public void used(String face, long now) {
        lastUsed.put(face, now);
        outputs.touched(face, now);
    }

    /** A resize or a terminal's own report: no use, but programs answer it. */
    public void touched(String face, long now) {
        outputs.touched(face, now);
    }

    public void look(Look look, List<BoxAgent> agents) {
        sessions = look.sessions();
        var owners = new HashMap<Long, String>();
        Set<String> faces = new LinkedHashSet<>();
        for (TmuxSession session : sessions) {
            String face = session.face().toString();
            faces.add(face);
            lastUsed.putIfAbsent(face, look.atMillis());
            session.panePids().forEach(pid -> owners.put(pid, face));
            outputs.printed(face, look.atMillis() - Math.max(0, look.wallMillis() - session.outputAtMillis()));
        }
        lastUsed.keySet().retainAll(faces);
        outputs.keep(faces);
        meter.feed(new WorkMeter.Sample(look.atMillis(), look.processes(), owners, look.infrastructure()));
        for (String agent : names(agents)) {
            spells.observe(agent, works(agent, look.atMillis()), look.atMillis());
        }
    }

    /** -1: never. */
    public long inputAge(long now) {
        return inputAt < 0 ? -1 : now - inputAt;
    }

    public long previewAge(long now) {
        return previewAt < 0 ? -1 : now - previewAt;
    }

    /** Work beyond {@code idle.maxBusy} is no longer busy, though its length is still told. */
    public List<AgentActivity> agents(BoxConfig config, long now) {
        var agents = new ArrayList<AgentActivity>();
        for (String agent : names(config.agents())) {
            boolean busy = spells.counts(agent, config.maxBusyMillis(), now);
            agents.add(new AgentActivity(agent, busy, spells.busyForMillis(agent, now), busy ? what(agent, now) : ""));
        }
        return agents;
    }

    /** @param attached number of terminals on each face */
    public List<SessionActivity> sessions(Map<String, Integer> attached, long now) {
        return sessions.stream()
                .map(session -> session.face().toString())
                .map(face -> new SessionActivity(
                        face,
                        attached.getOrDefault(face, 0) > 0,
                        now - lastUsed.getOrDefault(face, now),
                        busy(face, now)))
                .toList();
    }

    private boolean works(String agent, long now) {
        return (agent.equals(MAIN) && meter.busy(WorkMeter.ORPHANS, now))
                || sessions.stream()
                        .anyMatch(session -> session.face().agent().equals(agent)
                                && busy(session.face().toString(), now));
    }

    private boolean busy(String face, long now) {
        return meter.busy(face, now) || outputs.busy(face, now);
    }

    private String what(String agent, long now) {
        for (TmuxSession session : sessions) {
            String face = session.face().toString();
            if (session.face().agent().equals(agent) && meter.busy(face, now)) {
                return meter.what(face);
            }
            if (session.face().agent().equals(agent) && outputs.busy(face, now)) {
                return session.command();
            }
        }
        return meter.what(WorkMeter.ORPHANS);
    }

    private Set<String> names(List<BoxAgent> agents) {
        Set<String> names = agents.stream().map(BoxAgent::name).collect(Collectors.toCollection(LinkedHashSet::new));
        names.add(MAIN);
        sessions.forEach(session -> names.add(session.face().agent()));
        return names;
    }
}
