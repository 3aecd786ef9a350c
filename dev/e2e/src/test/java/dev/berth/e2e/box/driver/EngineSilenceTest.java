package dev.berth.e2e.box.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Listing;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.controller.provider.container.ContainerCall;
import dev.berth.e2e.live.Engine;
import dev.berth.e2e.live.EngineEvents;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer is never an answer: what cannot be asked is unknown, and what was done unseen is found. */
@Tag("box")
class EngineSilenceTest {

    @Test
    void anEngineThatIsNotThereMeansUnknownNeverGone() {
        try (var bench = DriverBench.at("unix:///run/berth-no-such-engine.sock")) {
            var request = bench.computer("calm-meadow");

            var seen = assertInstanceOf(Observation.Unknown.class, bench.driver.observe(request.ref()));

            assertEquals(
                    "The container engine does not answer; start Docker or Podman, then it goes on by itself.",
                    seen.cause().sentence());
            assertInstanceOf(ProviderException.Unreachable.class, seen.cause());
            assertInstanceOf(DriverPlan.Await.class, bench.driver.plan(new Intent.Run(), request, seen));
            assertInstanceOf(
                    Listing.Unknown.class, bench.driver.listAll(request.ref().account()));
        }
    }

    @Test
    void anEngineThatHangsMeansUnknownWithinItsDeadline() {
        try (var gate = new EngineGate(Engine.address());
                var bench = DriverBench.at(gate.address())) {
            var request = bench.computer("calm-meadow");
            bench.reach(new Intent.Run(), request);
            gate.silent(true);

            var start = System.nanoTime();
            var seen = assertInstanceOf(Observation.Unknown.class, bench.driver.observe(request.ref()));

            assertTrue(System.nanoTime() - start < 7_000_000_000L, "an observation took longer than 7 s");
            assertInstanceOf(ProviderException.Transient.class, seen.cause());
            assertInstanceOf(
                    Listing.Unknown.class, bench.driver.listAll(request.ref().account()));
            gate.silent(false);
            assertEquals(MachineState.RUNNING, bench.machine(request).state());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST /networks/create", "POST /volumes/create", "POST /containers/create", "PUT /containers/"})
    void aLostAnswerWhileMakingNeitherFailsNorDoubles(String request) {
        try (var gate = new EngineGate(Engine.address());
                var bench = DriverBench.at(gate.address())) {
            var computer = bench.computer("calm-meadow");
            gate.loseAnswerTo(request);

            try {
                bench.reach(new Intent.Run(), computer);
            } catch (ProviderException.Unreachable lost) {
                // The key cannot be seen from outside, so the start is made again as a whole.
                assertEquals("PUT /containers/", request, lost::sentence);
                bench.reach(new Intent.Run(), computer);
            }

            assertEquals(
                    1,
                    Engine.lines(Engine.cli(
                                    "ps", "--all", "--quiet", "--filter", "label=berth.dev/cluster=" + bench.cluster))
                            .size());
            assertEquals(MachineState.RUNNING, bench.machine(computer).state());
        }
    }

    @Test
    void aPauseWhoseAnswerIsLostIsFoundDoneAndNotDoneAgain() {
        try (var gate = new EngineGate(Engine.address());
                var bench = DriverBench.at(gate.address())) {
            var computer = bench.computer("calm-meadow");
            bench.reach(new Intent.Run(), computer);
            try (var events = EngineEvents.of(computer.ref().machineName())) {
                gate.loseAnswerTo("POST /containers/");
                assertEquals(List.of("pause"), bench.reach(new Intent.Sleep(), computer));
                assertEquals(1, events.count("pause"));
            }
        }
    }

    @Test
    void overTcpTheGateIsPublishedOnLoopbackAndItsPortReadAnewAfterEachStart() {
        try (var gate = new EngineGate(Engine.address());
                var bench = DriverBench.at(gate.address())) {
            var computer = bench.computer("calm-meadow");
            bench.reach(new Intent.Run(), computer);
            var machine = bench.machine(computer);

            assertEquals("127.0.0.1", machine.addresses().privateIp());
            assertTrue(machine.port() > 1024, machine::toString);
            bench.reach(new Intent.ColdStop(true), computer);
            assertEquals(0, bench.machine(computer).port());
            bench.reach(new Intent.Run(), computer);
            assertTrue(bench.machine(computer).port() > 1024);
            assertEquals(
                    Integer.toString(bench.machine(computer).port()),
                    Engine.cli("port", computer.ref().machineName(), "7681").replaceAll(".*:", ""));
        }
    }

    @Test
    void aWrongAddressIsASentenceForTheOperator() {
        try (var bench = DriverBench.at("")) {
            var seen = assertInstanceOf(
                    Observation.Unknown.class,
                    bench.driver.observe(bench.computer("calm-meadow").ref()));
            assertTrue(
                    seen.cause().sentence().contains("BERTH_CONTAINER_ENGINE"),
                    seen.cause().sentence());
        }
        assertThrows(ProviderException.Rejected.class, () -> {
            try (var bench = DriverBench.at("http://engine")) {
                var call = new ContainerCall.Pause(bench.computer("calm-meadow").ref(), "none");
                var _ = bench.driver.perform(call, Fence.OPEN);
            }
        });
    }
}
