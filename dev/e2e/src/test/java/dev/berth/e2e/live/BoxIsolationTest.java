package dev.berth.e2e.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.stack.process.Running;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From inside a box nothing of the stack and no other box can be reached, by whatever address. */
@Tag("box")
@ExtendWith(Live.class)
class BoxIsolationTest {

    /** Tries every address and port that it is given and prints those that answer. */
    private static final String SCAN = """
            import socket, sys
            from concurrent.futures import ThreadPoolExecutor
            def open_(target):
                host, port = target.rsplit(':', 1)
                try:
                    socket.create_connection((host, int(port)), 1).close()
                    return target
                except OSError:
                    return None
            with ThreadPoolExecutor(64) as pool:
                print('\\n'.join(t for t in pool.map(open_, sys.argv[1:]) if t))
            """;

    @Test
    void everyPortOfTheStackListensOnLoopbackAlone(Berth berth) {
        var listeners = Listener.of(stack(berth));

        assertFalse(listeners.isEmpty(), "no listener found: the look is wrong");
        listeners.forEach(listener ->
                assertTrue(listener.address().isLoopbackAddress(), () -> "listens for everybody: " + listener));
    }

    @Test
    void aBoxReachesNeitherTheStackNorAnotherBox(Berth berth) throws SocketException {
        var scanner = berth.computer("scanner", "local", "").awaitReady();
        var other = berth.computer("scanned", "local", "").awaitReady();
        var ports = Listener.of(stack(berth)).stream()
                .map(Listener::port)
                .distinct()
                .toList();
        var targets = new ArrayList<String>();
        for (var address : hostAddresses()) ports.forEach(port -> targets.add(address + ":" + port));
        var box = address(other);
        for (int port : List.of(22, 80, 443, 7681, 8000, 8080)) targets.add(box + ":" + port);

        assertEquals("", scan(scanner, targets));
        assertEquals(
                address(scanner) + ":7681",
                scan(scanner, List.of(address(scanner) + ":7681")),
                "the scan must find what is open: the scanner's own gate");
    }

    private static String scan(LiveComputer from, List<String> targets) {
        return from.exec(Stream.concat(Stream.of("python3", "-c", SCAN), targets.stream())
                        .toArray(String[]::new))
                .strip();
    }

    private static String address(LiveComputer computer) {
        return computer.instance()
                .map(instance -> instance.getStatus().addresses())
                .map(addresses -> addresses.privateIp())
                .orElseThrow(() -> new AssertionError(computer.name() + " has no address"));
    }

    /** Every IPv4 address of this machine but loopback: the gateways of all boxes among them. */
    private static List<String> hostAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(address -> address.getHostAddress())
                .collect(Collectors.toList());
    }

    private static List<Long> stack(Berth berth) {
        return Stream.concat(
                        Stream.of("etcd", "kube-apiserver", "kube-controller-manager")
                                .flatMap(name -> berth.plane().program(name).stream()),
                        berth.replicas().running().stream())
                .map(Running::pid)
                .toList();
    }
}
