package dev.berth.ttyd;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.berth.ttyd.PlantedScanner.Fault;
import dev.berth.ttyd.ReferenceDecoder.Decoded;
import dev.berth.ttyd.ReferenceDecoder.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random client streams, cut at random places, through the scanner: what passes has to be what a plain decoder says. A seed that fails
 * replays with {@code -Dberth.seed=N}.
 */
class ScannerFuzzTest {

    private static final int SEEDS = 10_000;
    private static final int MAX_MESSAGE = 8_000;

    /** Something that scans: the real one, or one with a fault planted. */
    interface Subject {
        Consumer<ByteBuf> open(ClientFrameScanner.Sink sink, int limit, boolean readOnly);
    }

    @Test
    void whatPassesIsWhatTheReferenceDecoderSays() {
        assertNull(firstFailure((sink, limit, readOnly) -> {
            ClientFrameScanner scanner = new ClientFrameScanner(sink, limit);
            scanner.readOnly(readOnly);
            return scanner::feed;
        }));
    }

    @Test
    void theSubjectOfThePlantedFaultsIsSoundWithoutThem() {
        assertNull(firstFailure((sink, limit, readOnly) -> new PlantedScanner(sink, limit, readOnly, null)::feed));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachPlantedFaultIsFound(Fault fault) {
        assertNotNull(
                firstFailure((sink, limit, readOnly) -> new PlantedScanner(sink, limit, readOnly, fault)::feed),
                "no seed found the fault " + fault);
    }

    private static @Nullable String firstFailure(Subject subject) {
        long replay = Long.getLong("berth.seed", -1);
        if (replay >= 0) {
            return failure(replay, subject);
        }
        long base = System.nanoTime() & 0xFFFF_FFFFL;
        for (long seed = base; seed < base + SEEDS; seed++) {
            String failure = failure(seed, subject);
            if (failure != null) {
                return "seed " + seed + ": " + failure;
            }
        }
        return null;
    }

    private static @Nullable String failure(long seed, Subject subject) {
        Random random = new Random(seed);
        int limit = random.nextInt(4) == 0 ? 70_000 : MAX_MESSAGE;
        boolean readOnly = random.nextInt(3) == 0;
        byte[] stream = new ClientStream(random).make();
        ScanRecord heard = new ScanRecord();
        Consumer<ByteBuf> feed = subject.open(heard, limit, readOnly);
        int at = 0;
        while (at < stream.length) {
            int length = Math.min(stream.length - at, random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(2000));
            ByteBuf chunk = Unpooled.copiedBuffer(stream, at, length);
            feed.accept(chunk);
            if (chunk.refCnt() != 1) {
                return "a chunk is still referenced, or was released twice";
            }
            chunk.release();
            at += length;
        }
        return compare(ReferenceDecoder.decode(stream, true, limit), heard, readOnly);
    }

    private static @Nullable String compare(Decoded expected, ScanRecord heard, boolean readOnly) {
        Decoded passed = ReferenceDecoder.decode(heard.forwarded.toByteArray(), true, Long.MAX_VALUE);
        List<String> wanted = new ArrayList<>();
        List<String> payloads = new ArrayList<>();
        boolean hello = false;
        for (Message message : expected.messages()) {
            if (message.payload().isEmpty()) {
                continue;
            }
            int command = message.command();
            if (command == '{' ? !hello : (command == '0' || command == '1') && !readOnly) {
                wanted.add(message.opcode() + message.payload());
            }
            hello |= command == '{';
            if (command == '{' || command == '0' || command == '1') {
                payloads.add((char) command + ":" + message.payload().substring(command == '{' ? 0 : 1));
            }
        }
        List<String> got = passed.messages().stream()
                .map(message -> message.opcode() + message.payload())
                .toList();
        if (!wanted.equals(got)) {
            return "passed " + shown(got) + " instead of " + shown(wanted);
        }
        if (passed.closeCode() != 0) {
            return "what passed is itself no WebSocket stream";
        }
        if (passed.messages().stream().anyMatch(m -> m.fragments().getFirst() == 0)) {
            return "an empty first fragment passed, which kills ttyd";
        }
        if (!payloads.equals(heard.payloads)) {
            return "payloads were not those of the messages";
        }
        if (!expected.controls().equals(heard.controls)) {
            return "control frames were not those of the stream";
        }
        if (expected.closeCode() != heard.closeCode) {
            return "closed with " + heard.closeCode + " instead of " + expected.closeCode();
        }
        return null;
    }

    private static String shown(List<String> messages) {
        return messages.stream()
                .map(message -> message.substring(0, Math.min(8, message.length())) + "…" + message.length())
                .toList()
                .toString();
    }
}
