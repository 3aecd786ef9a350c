package dev.berth.ttyd;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON of the box protocol: the one mapper that both ends use. */
public final class BoxJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private BoxJson() {}

    /** UTF-8 JSON of one of this package's records. */
    public static byte[] write(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A " + body.getClass().getSimpleName() + " has no JSON.", e);
        }
    }

    /**
     * Reads a body; unknown members are ignored, so either end may be newer.
     *
     * @throws JacksonException if it is not the JSON of such a body
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }
}
