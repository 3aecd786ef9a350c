package dev.berth.ttyd;

import static dev.berth.ttyd.WsFrames.BINARY;
import static dev.berth.ttyd.WsFrames.CONTINUATION;
import static dev.berth.ttyd.WsFrames.PING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.ReferenceDecoder.Control;
import dev.berth.ttyd.ReferenceDecoder.Decoded;
import dev.berth.ttyd.ReferenceDecoder.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerFrameTrackerTest {

    private static final class Heard implements ServerFrameTracker.Sink {
        final ByteArrayOutputStream forwarded = new ByteArrayOutputStream();
        final List<Control> controls = new ArrayList<>();
        final StringBuilder commands = new StringBuilder();
        String wrong = "";

        @Override
        public void forward(ByteBuf bytes) {
            forwarded.writeBytes(Bytes.of(bytes));
            bytes.release();
        }

        @Override
        public void control(int opcode, ByteBuf payload) {
            controls.add(new Control(opcode, Bytes.text(Bytes.of(payload))));
        }

        @Override
        public void data(byte command) {
            commands.append((char) command);
        }

        @Override
        public void violation(String why) {
            wrong = why;
        }
    }

    private final Heard heard = new Heard();
    private final ServerFrameTracker tracker = new ServerFrameTracker(heard);

    @Test
    void aPingInTheMiddleOfABatchIsTakenOut() {
        tracker.feed(
                Unpooled.wrappedBuffer(part(BINARY, true, "0a"), part(PING, true, "hold"), part(BINARY, true, "0b")));

        assertEquals("\u0082\u00020a\u0082\u00020b", Bytes.text(heard.forwarded.toByteArray()));
        assertEquals(List.of(new Control(PING, "hold")), heard.controls);
        assertEquals("00", heard.commands.toString());
    }

    @Test
    void boundariesAreKnownAtEveryByte() {
        byte[] frame = Bytes.of(part(BINARY, false, "0abc"));
        tracker.feed(Unpooled.wrappedBuffer(frame, 0, 1));
        assertTrue(tracker.atFrameBoundary(), "half a header is held back");
        tracker.feed(Unpooled.wrappedBuffer(frame, 1, 3));
        assertFalse(tracker.atFrameBoundary());
        tracker.feed(Unpooled.wrappedBuffer(frame, 4, 2));
        assertTrue(tracker.atFrameBoundary());
        assertFalse(tracker.atMessageBoundary());
        tracker.feed(part(CONTINUATION, true, ""));
        assertTrue(tracker.atMessageBoundary());
    }

    @Test
    void aBrokenStreamIsNotPassedOn() {
        tracker.feed(Unpooled.wrappedBuffer(part(BINARY, true, "0a"), WsFrames.client(BINARY, Bytes.of("0b"))));

        assertEquals("a frame is masked", heard.wrong);
    }

    @Test
    void anyStreamInAnyPiecesComesThroughWhole() {
        long base = Long.getLong("berth.seed", System.nanoTime() & 0xFFFF_FFFFL);
        for (long seed = base; seed < base + 3_000; seed++) {
            check(seed);
        }
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = random.nextInt(8); i >= 0; i--) {
            message(random, stream);
        }
        byte[] bytes = stream.toByteArray();
        Heard heard = new Heard();
        ServerFrameTracker tracker = new ServerFrameTracker(heard);
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(200));
            ByteBuf chunk = Unpooled.copiedBuffer(bytes, at, length);
            tracker.feed(chunk);
            assertEquals(1, chunk.refCnt(), "seed " + seed);
            at += length;
            Decoded sofar = ReferenceDecoder.decode(heard.forwarded.toByteArray(), false, Long.MAX_VALUE);
            assertEquals(!sofar.rest(), tracker.atMessageBoundary(), "seed " + seed + " byte " + at);
        }
        Decoded expected = ReferenceDecoder.decode(bytes, false, Long.MAX_VALUE);
        Decoded passed = ReferenceDecoder.decode(heard.forwarded.toByteArray(), false, Long.MAX_VALUE);
        assertEquals(expected.messages(), passed.messages(), "seed " + seed);
        assertEquals(expected.controls(), heard.controls, "seed " + seed);
        assertEquals(
                expected.messages().stream()
                        .filter(m -> !m.payload().isEmpty())
                        .map(Message::command)
                        .toList(),
                heard.commands.chars().boxed().toList(),
                "seed " + seed);
    }

    private static void message(Random random, ByteArrayOutputStream stream) {
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            String body = "0".repeat(random.nextInt(4) == 0 ? 0 : random.nextInt(400));
            stream.writeBytes(Bytes.of(part(i == 0 ? BINARY : CONTINUATION, i == parts - 1, body)));
            if (random.nextInt(3) == 0) {
                stream.writeBytes(Bytes.of(part(PING, true, random.nextBoolean() ? "" : "hold")));
            }
        }
    }

    private static ByteBuf part(int opcode, boolean last, String payload) {
        return WsFrames.frame(opcode, last, Bytes.of(payload), false, 0);
    }
}
