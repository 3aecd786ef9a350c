package dev.berth.ttyd;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** ttyd's message protocol: the first byte of a message is its command (proxy.md section 4). */
public final class Ttyd {

    /** Subprotocol of the WebSocket; without it ttyd accepts and stays silent for ever. */
    public static final String SUBPROTOCOL = "tty";

    /** Browser to machine: bytes for the terminal. */
    public static final byte INPUT = '0';
    /** Browser to machine: JSON of columns and rows. */
    public static final byte RESIZE = '1';
    /** Browser to machine: stop sending. ttyd ignores it, so the proxy acts on it. */
    public static final byte PAUSE = '2';
    /** Browser to machine: go on sending. ttyd may lose output on it, so it never reaches ttyd. */
    public static final byte RESUME = '3';
    /** Browser to machine: the first message, the JSON itself; spawns the process. */
    public static final byte JSON = '{';

    /** Machine to browser: bytes of the terminal. */
    public static final byte OUTPUT = '0';
    /** Machine to browser: window title. */
    public static final byte TITLE = '1';
    /** Machine to browser: JSON of terminal options. */
    public static final byte PREFERENCES = '2';

    public static final int MAX_COLUMNS = 500;
    public static final int MAX_ROWS = 300;

    private Ttyd() {}

    /**
     * Size of a terminal, as the first message and each resize carry it. ttyd casts to 16 bit, so it is clamped here: 1 to 500 columns,
     * 1 to 300 rows; what cannot be read is 80 x 24, as in ttyd.
     */
    public record Hello(int columns, int rows) {

        public static final Hello DEFAULT = new Hello(80, 24);

        public Hello {
            columns = Math.clamp(columns, 1, MAX_COLUMNS);
            rows = Math.clamp(rows, 1, MAX_ROWS);
        }

        /** Reads the JSON of a first message or of a resize (without its command byte). */
        public static Hello parse(byte[] json) {
            try {
                JsonNode node = BoxJson.read(json, JsonNode.class);
                return new Hello(
                        node.path("columns").asInt(DEFAULT.columns),
                        node.path("rows").asInt(DEFAULT.rows));
            } catch (JacksonException e) {
                return DEFAULT;
            } catch (IOException e) {
                return DEFAULT;
            }
        }

        /** The first message: JSON is its own command byte. */
        public byte[] encode() {
            return ("{\"AuthToken\":\"\",\"columns\":" + columns + ",\"rows\":" + rows + "}")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        /** A resize message, command byte included. */
        public byte[] encodeResize() {
            return ((char) RESIZE + "{\"columns\":" + columns + ",\"rows\":" + rows + "}")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }
}
