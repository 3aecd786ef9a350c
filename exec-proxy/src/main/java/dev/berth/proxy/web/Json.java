package dev.berth.proxy.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What programs get where people get a page: one object with the code to act on, a sentence, and the incident if one was logged. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static Answer problem(int status, String code, String message) {
        return problem(status, code, message, Map.of());
    }

    public static Answer problem(int status, String code, String message, Map<String, ?> more) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("error", code);
        problem.put("message", message);
        problem.putAll(more);
        return of(status, problem);
    }

    public static Answer of(int status, Object value) {
        try {
            return Answer.json(status, MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
