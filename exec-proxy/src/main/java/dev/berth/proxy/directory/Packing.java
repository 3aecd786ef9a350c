package dev.berth.proxy.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Records as a few hundred bytes: JSON arrays, deflated against a dictionary of what such records usually say. A Computer's object graph is about 6 KB of
 * heap, its packed form 0.2 KB; unpacking takes some microseconds and happens once per request.
 */
final class Packing {

    // What comes last in the dictionary costs least. Only its length and order matter; packed bytes never leave the
    // process.
    private static final byte[] DICTIONARY = String.join(
                    "",
                    "It is handled by the controller within seconds; if not, look at the controller's log.",
                    "Suspended with its memory; the next visit wakes it. Sleeping; a visit wakes it. The box answers. Faces can be opened. ",
                    "Nobody has used it for somebody opened face main/1 at Somebody its owner keeps it awake until asleep",
                    "Class local accepts it: 1 CPU, 1Gi, region local. shared CPU dedicated The gate answered after s. exists in ",
                    "\"Accepted\",\"TRUE\",\"Accepted\",\"Class \"Ready\",\"TRUE\",\"Suspended\",\"FALSE\",\"Running\",\"Answered\",\"Booting\",\"Waking\"",
                    "\"Provisioned\",\"TRUE\",\"Created\",\"Machine \"Adopted\"\"Reachable\",\"ActivityKnown\",\"Maintenance\"\"WithinQuota\"",
                    "],[12,\"create-volume\",\"at /mnt/workspace\",",
                    "],[12,\"create-machine\",\"created\",",
                    "],[12,\"start\",\"started\",",
                    "],[12,\"stop\",\"stopped\",",
                    "],[12,\"boot\",\"box image 0.1.0\",",
                    "],[12,\"resume\",\"memory kept\",",
                    "\"CONTAINER\",\"local\",\"READY\",\"SUSPENDED\",\"RELAY\",true,true,[],\"NOBODY\",{},\"AUTO\",\"RUNNING\",",
                    "\"INTERACTIVE\",\"AWAKE\",[[\"main\",\"\",20,0]],[],false,false,\"\",\"10.89.0.2\",7681,\"clerk:user_2\",\"dev:me\"")
            .getBytes(StandardCharsets.UTF_8);

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private Packing() {}

    static byte[] pack(Object entry) {
        byte[] json;
        try {
            json = JSON.writeValueAsBytes(entry);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        // Raw deflate: a frame would cost ten bytes per record.
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(json);
            deflater.finish();
            var out = new ByteArrayOutputStream(json.length);
            var buffer = new byte[1024];
            while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
            return out.toByteArray();
        }
    }

    static <T> T unpack(byte[] packed, int start, Class<T> type) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed, start, packed.length - start);
            inflater.setDictionary(DICTIONARY);
            var out = new ByteArrayOutputStream(packed.length * 4);
            var buffer = new byte[2048];
            while (!inflater.finished()) {
                out.write(buffer, 0, inflater.inflate(buffer));
            }
            return JSON.readValue(out.toByteArray(), type);
        } catch (DataFormatException | IOException impossible) {
            throw new IllegalStateException("A packed " + type.getSimpleName() + " cannot be read back", impossible);
        }
    }
}
