package dev.berth.proxy.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.crd.Names;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.ttyd.BoxPaths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine that Fly's edge replays a request to, and the document that says so (reference fly.md 13). */
public record ReplayTarget(String app, String machineId) {

    public static final String CONTENT_TYPE = "application/vnd.fly.replay+json";

    static ReplayTarget of(ComputerView computer, MachineView.Machine machine) {
        var name = computer.key().name();
        return new ReplayTarget(
                name.substring(0, Math.min(36, name.length())) + "-" + Names.u26(computer.incarnation()),
                machine.machineId());
    }

    /**
     * The JSON form, because only it keeps sign-in cookies from the box. A connect that fails comes back to us with {@code fly-replay-failed} and is relayed then.
     *
     * @param grant travels as {@code state}; it holds neither comma, semicolon nor equals sign
     */
    public String document(String grant) {
        var document = new LinkedHashMap<String, Object>();
        document.put("app", app);
        document.put("instance", machineId);
        document.put("state", grant);
        document.put("timeout", "10s");
        document.put("fallback", "force_self");
        document.put(
                "transform",
                Map.of(
                        "path",
                        BoxPaths.ATTACH,
                        "delete_headers",
                        List.of("cookie", "authorization", "sec-websocket-extensions", "berth-grant")));
        try {
            return JsonMapper.builder()
                    .configure(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                    .build()
                    .writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
