package dev.berth.stack.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void theOwnerOfAPortIsNamedWithItsPid() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            PortOwner owner = PortOwner.of(socket.getLocalPort()).orElseThrow();
            assertEquals(ProcessHandle.current().pid(), owner.pid());
            assertTrue(owner.text().endsWith(", pid " + owner.pid()), owner.text());
            assertFalse(LoopbackPorts.isFree(socket.getLocalPort()));
        }
    }

    @Test
    void freePortsAreFreeAndDifferent() {
        List<Integer> ports = LoopbackPorts.free(20);
        assertEquals(20, new HashSet<>(ports).size());
        assertTrue(ports.stream().allMatch(LoopbackPorts::isFree));
    }

    @Test
    void onlyListenersOnThisPortCount() {
        String table = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0
                   1: 0100007F:1F90 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0
                   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0
                """;
        assertEquals(List.of("111"), PortOwner.inodes(table, 8080));
    }

    @Test
    void anAnswerIsReadAndNoiseIsNone() {
        assertEquals(new HttpProbe.Answer(200, "ok"), HttpProbe.parse("HTTP/1.1 200 OK\r\nA: b\r\n\r\nok"));
        assertEquals(HttpProbe.Answer.NONE, HttpProbe.parse("SSH-2.0-OpenSSH"));
        assertEquals(HttpProbe.Answer.NONE, HttpProbe.parse(""));
    }
}
