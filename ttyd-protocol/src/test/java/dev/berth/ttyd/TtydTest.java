package dev.berth.ttyd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.Ttyd.Hello;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TtydTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"AuthToken\":\"\",\"columns\":120,\"rows\":40} | 120 | 40",
                "{\"columns\":100000,\"rows\":-5}               | 500 | 1",
                "{\"columns\":0,\"rows\":0}                     | 1   | 1",
                "{\"columns\":\"x\"}                            | 80  | 24",
                "{\"columns\":120                               | 80  | 24",
                "null                                           | 80  | 24",
                "[]                                             | 80  | 24",
            })
    void aSizeIsReadAndClamped(String json, int columns, int rows) {
        assertEquals(new Hello(columns, rows), Hello.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSizeIsWrittenAsTtydReadsIt() {
        assertEquals(
                "{\"AuthToken\":\"\",\"columns\":120,\"rows\":40}",
                new String(new Hello(120, 40).encode(), StandardCharsets.UTF_8));
        assertEquals(
                "1{\"columns\":120,\"rows\":40}",
                new String(new Hello(120, 40).encodeResize(), StandardCharsets.UTF_8));
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() {
        ByteBuf frame = WsFrames.close(CloseCode.RESTARTED, "é".repeat(100));
        int payload = frame.getByte(1);

        assertEquals(124, payload, "2 bytes of code and 61 whole characters");
        assertEquals(CloseCode.RESTARTED, WsFrames.closeCode(frame.slice(2, payload)));
        assertTrue(frame.toString(4, payload - 2, StandardCharsets.UTF_8).endsWith("é"));
    }
}
