package dev.berth.e2e.box.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.crd.VolumeOnDelete;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A box reaches neither another computer's box nor anything that the stack listens on, by whatever address of the host. */
@Tag("box")
class ContainerIsolationTest {

    @Test
    void aBoxReachesNeitherOtherBoxesNorTheStackByAnyAddressOfTheHost() throws IOException {
        try (var bench = DriverBench.open();
                var stack = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var here = bench.computer("calm-meadow");
            var there = bench.computer("bold-fern");
            bench.reach(new Intent.Run(), here);
            bench.reach(new Intent.Run(), there);
            var neighbour = String.valueOf(bench.machine(there).addresses().privateIp());
            var own = String.valueOf(bench.machine(here).addresses().privateIp());
            awaitGate(neighbour);
            awaitGate(own);

            var hosts = addressesOfTheHost();
            assertTrue(hosts.contains(gatewayOf(neighbour)), () -> "no bridge of the neighbour among " + hosts);
            // The scan must be able to find something, or finding nothing says nothing.
            try (var open = new ServerSocket(0, 8, InetAddress.getByName(gatewayOf(own)))) {
                assertEquals(
                        List.of(gatewayOf(own) + ":" + open.getLocalPort()),
                        reached(bench, here, List.of(gatewayOf(own)), List.of(open.getLocalPort())));
            }
            assertEquals(List.of(), reached(bench, here, List.of(neighbour), List.of(7681)));
            var ports = List.of(stack.getLocalPort(), 7681);
            assertEquals(List.of(), reached(bench, here, hosts, ports));
            assertEquals(List.of(), reached(bench, there, hosts, ports));
        }
    }

    /**
     * Netavark's iptables driver takes its one jump into the isolation chains away when any isolated network ends, and puts it back at the next start; so boxes must be kept apart by
     * more than {@code isolate=true}.
     */
    @Test
    void boxesStayApartAfterAThirdComputerHasLeft() {
        try (var bench = DriverBench.open()) {
            var here = bench.computer("calm-meadow");
            var there = bench.computer("bold-fern");
            var third = bench.computer("tiny-lamp");
            for (var each : List.of(here, there, third)) bench.reach(new Intent.Run(), each);
            var neighbour = String.valueOf(bench.machine(there).addresses().privateIp());
            awaitGate(neighbour);

            bench.reach(new Intent.Remove(VolumeOnDelete.DELETE), third);

            assertEquals(List.of(), reached(bench, here, List.of(neighbour), List.of(7681)));
        }
    }

    private static void awaitGate(String address) {
        Awaitility.await("the gate at " + address)
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> {
                    try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress(address, 7681), 500);
                        return true;
                    }
                });
    }

    /** Of these addresses and ports, those that a TCP connection from inside the box reaches. */
    private static List<String> reached(
            DriverBench bench, MachineRequest from, List<String> addresses, List<Integer> ports) {
        var script = addresses.stream()
                .flatMap(address -> ports.stream()
                        .map(port -> "(timeout 2 bash -c 'exec 3<>/dev/tcp/" + address + "/" + port
                                + "' 2>/dev/null && echo " + address + ":" + port + ") &"))
                .collect(Collectors.joining("\n", "", "\nwait; true"));
        return bench.inside(from, script)
                .lines()
                .filter(line -> line.matches("[0-9.]+:[0-9]+"))
                .sorted()
                .toList();
    }

    private static List<String> addressesOfTheHost() throws IOException {
        var found = new ArrayList<String>();
        for (var each : Collections.list(NetworkInterface.getNetworkInterfaces()))
            for (var address : Collections.list(each.getInetAddresses()))
                if (address.getAddress().length == 4 && !address.isLoopbackAddress())
                    found.add(address.getHostAddress());
        return found;
    }

    /** The first address of a /28. */
    private static String gatewayOf(String address) {
        int dot = address.lastIndexOf('.');
        int last = Integer.parseInt(address.substring(dot + 1));
        return address.substring(0, dot + 1) + ((last & ~15) + 1);
    }
}
