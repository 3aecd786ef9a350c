package dev.berth.ttyd;

import static dev.berth.ttyd.WsFrames.BINARY;
import static dev.berth.ttyd.WsFrames.CONTINUATION;
import static dev.berth.ttyd.WsFrames.PING;
import static dev.berth.ttyd.WsFrames.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.ReferenceDecoder.Control;
import dev.berth.ttyd.ReferenceDecoder.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientFrameScannerTest {

    private final ScanRecord heard = new ScanRecord();
    private final ClientFrameScanner scanner = new ClientFrameScanner(heard, 1024);

    @Test
    void theFirstByteOfTheMessageDecidesForAllItsFrames() {
        scanner.readOnly(true);
        feed(part(BINARY, false, "0rm "), part(CONTINUATION, false, "{still input"), part(CONTINUATION, true, "1"));
        feed(whole("{}"));

        assertEquals(List.of(new Message(BINARY, Bytes.of("{}"), List.of(2))), forwarded());
    }

    @Test
    void pingsBetweenFragmentsAreSeenAndNotForwarded() {
        feed(part(BINARY, false, "0a"), part(PING, true, "hi"), part(CONTINUATION, true, "b"));

        assertEquals(List.of(new Message(BINARY, Bytes.of("0ab"), List.of(2, 1))), forwarded());
        assertEquals(List.of(new Control(PING, "hi")), heard.controls);
    }

    @Test
    void theHeaderWaitsForTheCommandByte() {
        byte[] frame = Bytes.of(whole("0a"));
        for (int i = 0; i < 6; i++) {
            feed(Unpooled.wrappedBuffer(frame, i, 1));
            assertEquals(0, heard.forwarded.size(), "after byte " + i);
        }
        feed(Unpooled.wrappedBuffer(frame, 6, 2));

        assertEquals(List.of(new Message(BINARY, Bytes.of("0a"), List.of(2))), forwarded());
    }

    @Test
    void emptyMessagesAreSwallowed() {
        feed(whole(""), part(TEXT, false, ""), part(CONTINUATION, false, ""), part(CONTINUATION, true, ""));

        assertEquals(0, heard.forwarded.size());
        assertTrue(scanner.atMessageBoundary());
    }

    @Test
    void afterEmptyFragmentsTheFirstRealOneTakesTheOpcode() {
        feed(part(TEXT, false, ""), part(CONTINUATION, false, ""), part(CONTINUATION, false, "0a"));
        feed(part(CONTINUATION, false, ""), part(CONTINUATION, true, ""));

        assertEquals(List.of(new Message(TEXT, Bytes.of("0a"), List.of(2, 0))), forwarded());
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                row("unmasked", CloseCode.PROTOCOL, WsFrames.server(BINARY, Bytes.of("0a"))),
                row("RSV bit", CloseCode.PROTOCOL, part(BINARY | 0x40, true, "0a")),
                row("continuation of nothing", CloseCode.PROTOCOL, part(CONTINUATION, true, "0a")),
                row(
                        "message inside a message",
                        CloseCode.PROTOCOL,
                        Unpooled.wrappedBuffer(part(BINARY, false, "0a"), part(BINARY, true, "0b"))),
                row("top bit of the length", CloseCode.PROTOCOL, Unpooled.wrappedBuffer(new byte[] {
                    (byte) 0x82, (byte) 0xFF, (byte) 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
                })),
                row("long ping", CloseCode.PROTOCOL, part(PING, true, "x".repeat(126))),
                row("ping in parts", CloseCode.PROTOCOL, part(PING, false, "x")),
                row("unknown opcode", CloseCode.PROTOCOL, part(3, true, "x")),
                row("unknown control opcode", CloseCode.PROTOCOL, part(11, true, "x")),
                row("one long frame", CloseCode.TOO_BIG, part(BINARY, true, "0".repeat(1025))),
                row(
                        "a long message of small frames",
                        CloseCode.TOO_BIG,
                        Unpooled.wrappedBuffer(
                                part(BINARY, false, "0".repeat(600)), part(CONTINUATION, true, "0".repeat(600)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void aBrokenStreamEndsWithItsCode(String name, int code, ByteBuf stream) {
        feed(stream, whole("0after"));

        assertEquals(code, heard.closeCode, name);
        assertFalse(Bytes.text(heard.forwarded.toByteArray()).contains("after"));
    }

    static Stream<Arguments> policy() {
        return Stream.of(
                Arguments.of('0', true, false),
                Arguments.of('1', true, false),
                Arguments.of('2', false, false),
                Arguments.of('3', false, false),
                Arguments.of('x', false, false),
                Arguments.of('{', true, true));
    }

    @ParameterizedTest(name = "command {0}: passes {1}, read-only {2}")
    @MethodSource("policy")
    void theRoleDecidesWhatPasses(char command, boolean writable, boolean viewer) {
        feed(whole(command + "}"));
        assertEquals(writable, heard.forwarded.size() > 0);

        ScanRecord viewerHeard = new ScanRecord();
        ClientFrameScanner viewerScanner = new ClientFrameScanner(viewerHeard, 1024);
        viewerScanner.readOnly(true);
        viewerScanner.feed(whole(command + "}"));
        assertEquals(viewer, viewerHeard.forwarded.size() > 0);
    }

    @Test
    void onlyTheFirstJsonPasses() {
        feed(whole("{1}"), whole("{2}"));

        assertEquals(List.of(new Message(BINARY, Bytes.of("{1}"), List.of(3))), forwarded());
        assertEquals(List.of("{:{1}", "{:{2}"), heard.payloads);
    }

    @Test
    void aLowerRoleActsFromTheNextMessageOn() {
        feed(part(BINARY, false, "0be"));
        scanner.readOnly(true);
        feed(part(CONTINUATION, true, "gun"), whole("0next"));

        assertEquals(List.of(new Message(BINARY, Bytes.of("0begun"), List.of(3, 3))), forwarded());
    }

    @Test
    void itIsKnownWhetherOtherBytesMayBePutIn() {
        assertFalse(scanner.forwardingMessage());
        byte[] frame = Bytes.of(part(BINARY, false, "0abc"));
        feed(Unpooled.wrappedBuffer(frame, 0, 6));
        assertFalse(scanner.forwardingFrame(), "the header is still held");
        feed(Unpooled.wrappedBuffer(frame, 6, 2));
        assertTrue(scanner.forwardingFrame());
        feed(Unpooled.wrappedBuffer(frame, 8, frame.length - 8));
        assertFalse(scanner.forwardingFrame());
        assertTrue(scanner.forwardingMessage());
        feed(part(CONTINUATION, true, "d"));
        assertFalse(scanner.forwardingMessage());
    }

    @Test
    void aSinkMayHoldMessagesAndStillReadThem() {
        ScanRecord holding = new ScanRecord() {
            @Override
            public boolean message(byte command, boolean passes) {
                return false;
            }
        };
        new ClientFrameScanner(holding, 1024).feed(Unpooled.wrappedBuffer(whole("0ab"), whole("1{}")));

        assertEquals(0, holding.forwarded.size());
        assertEquals(List.of("0:ab", "1:{}"), holding.payloads);
    }

    private List<Message> forwarded() {
        return ReferenceDecoder.decode(heard.forwarded.toByteArray(), true, Long.MAX_VALUE)
                .messages();
    }

    private void feed(ByteBuf... frames) {
        for (ByteBuf frame : frames) {
            scanner.feed(frame);
        }
    }

    private static ByteBuf whole(String payload) {
        return part(BINARY, true, payload);
    }

    private static ByteBuf part(int opcode, boolean last, String payload) {
        return WsFrames.frame(opcode, last, Bytes.of(payload), true, 0x1a2b3c4d);
    }

    private static Arguments row(String name, int code, ByteBuf stream) {
        return Arguments.of(name, code, stream);
    }
}
