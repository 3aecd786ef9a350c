package dev.berth.box.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.WsFrames;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which port a path names, and what of a WebSocket is traffic. */
class PortRulesTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/port/7681/, 403",
        "/v1/port/80/, 403",
        "/v1/port/8001/, 401",
        "/v1/port/8000, 404",
        "/v1/port//x, 404",
        "/v1/port/-8000/, 404",
        "/v1/port/008000/, 404",
        "/v1/port/٨٠٠٠/, 404"
    })
    void refuses(String uri, int status) {
        assertEquals(
                status,
                assertInstanceOf(PortTarget.Refused.class, PortTarget.of(uri, 8000))
                        .status());
    }

    @Test
    void keeps_path_and_query_as_they_are() {
        assertEquals(
                new PortTarget.Of(8000, "/a%2Fb/?x=/v1/port/1/"),
                PortTarget.of("/v1/port/8000/a%2Fb/?x=/v1/port/1/", 8000));
    }

    @Test
    void pongs_of_an_open_tab_are_no_traffic_and_messages_are_byte_by_byte() {
        var frames = new DataFrames();
        assertFalse(frames.seesData(WsFrames.client(WsFrames.PONG, new byte[100])));
        assertTrue(frames.seesData(WsFrames.client(WsFrames.BINARY, new byte[70_000])));
        var pong = WsFrames.client(WsFrames.PONG, new byte[5]);
        var text = WsFrames.client(WsFrames.TEXT, new byte[300]);
        int data = 0;
        for (var frame : new io.netty.buffer.ByteBuf[] {pong, text, pong}) {
            for (int i = 0; i < frame.readableBytes(); i++) {
                data += frames.seesData(Unpooled.wrappedBuffer(new byte[] {frame.getByte(i)})) ? 1 : 0;
            }
        }
        assertEquals(1, data);
    }
}
