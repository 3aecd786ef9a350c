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

    // Whole records as they mostly are, since what is found in one piece costs least, and what comes last is found
    // cheapest: so the three of a computer that rests stand at the end. Packed bytes never leave the process.
    private static final byte[] DICTIONARY = String.join(
                    "",
                    "It is handled by the controller within seconds; if not, look at the controller's log.",
                    "Its owner keeps it asleep; set spec.power to Auto to let a visit wake it.",
                    "The machine is waking; its gate has not answered yet. It is waking; a visit waits for it.",
                    "\"Maintenance\",\"True\",\"Requested\",\"WithinQuota\",\"Within\",\"BoxSilent\",\"Failed\",\"INC-",
                    "\"Booting\",\"The machine is starting; its gate has not answered yet.\",\"Waking\",\"Provisioning\"",
                    "[[1795252512,\"create-volume\",\"at /mnt/workspace\",12],[1,\"create-machine\",\"created in \",",
                    "[2,\"start\",\"started\",[2,\"stop\",\"stopped\",\"memory kept\",\"asleep\",\"Hold\",\"Gone\"",
                    "\"Hetzner\",\"Fly\",\"fra\",\"Replay\",\"Driver\",\"Viewer\",\"ReadOnly\",\"clerk:user_2\"",
                    // Awake.
                    "[],\"Auto\",\"Running\",\"Somebody used it at 09:25Z\",Face main/1 was opened at ",
                    "\"Ready\",\"True\",\"Running\",\"A terminal can be opened.\",1795253110],",
                    "[\"Running\",\"True\",\"Answered\",\"The box answers.\",",
                    "[\"Reachable\",\"True\",\"Answered\",\"The box gate answered after 3.1 s.\",",
                    "[\"Ready\",\"True\",\"Ready\",\"Faces can be opened.\",",
                    // A Face, an Instance and a Computer at rest.
                    "\",\"dev:me\",\"Interactive\",[],false,false,\"\",1795252871,1795253100,\"Awake\",null,0]",
                    "\",1,\"Container\",\"Relay\",\"Suspended\",1795253106,0,\"\",0,1,\"",
                    "\",\"local\",\"10.89.0.2\",7681,\"2026-11\",\"\",\"0.1.0\",true,true,",
                    "[[1795252512,\"resume\",\"resumed\",65],[1,\"boot\",\"box image 0.1.0\",68],",
                    "\",[[\"ActivityKnown\",\"True\",\"Answered\",\"The box says what it does.\",1795253110],",
                    "[\"Provisioned\",\"True\",\"Created\",\"Machine 0123456789ab exists in local.\",1795253110],",
                    "[\"Reachable\",\"False\",\"Suspended\",\"It sleeps; a visit wakes it.\",1795253110],",
                    "[\"Ready\",\"False\",\"Suspended\",\"It sleeps; a visit wakes it.\",1795253110]]]",
                    "\",1795252871,\"dev:me\",\"local\",\"Nobody\",[],[[\"main\",\"\",0,20,0]],",
                    "[],\"Auto\",\"Suspended\",\"Nobody has used it since 09:25Z\",0,[],",
                    "\"Asleep\",null,\"Awake\",1795253110,false,false,null,\"\",",
                    "[[\"Accepted\",\"True\",\"Accepted\",\"Class local accepts it: 1 shared CPU, 1Gi, region local.\",1795253110],",
                    "[\"Ready\",\"True\",\"Suspended\",\"Suspended with its memory; the next visit wakes it.\",1795253110],",
                    "[\"Running\",\"False\",\"Suspended\",\"The machine sleeps.\",1795253110]]]")
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
