package dev.berth.e2e.box.driver;

import dev.berth.controller.fault.Faults;
import dev.berth.controller.provider.Intent;
import dev.berth.crd.VolumeOnDelete;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** A controller's driver in a process of its own, so that it can really be killed: reaches one intent and ends, unless a fault ends it first. */
final class DriverProcess {

    private DriverProcess() {}

    /** Arguments: cluster, computer, computer uid, Instance uid, intent, fault. */
    public static void main(String[] args) {
        var bench = DriverBench.joining(args[0], Faults.parse(args[5]));
        bench.reach(intent(args[4]), bench.computer(args[1], args[2], args[3], ""));
        System.exit(0);
    }

    /** Runs one and returns its exit code: 137 if it was killed. */
    static int run(
            String cluster, String computer, String computerUid, String instanceUid, String intent, String fault) {
        var command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DriverProcess.class.getName(),
                cluster,
                computer,
                computerUid,
                instanceUid,
                intent,
                fault);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(new File("target", "driver-process.log")))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new AssertionError("the driver's process did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the driver's process ran", e);
        }
    }

    static Intent intent(String name) {
        return switch (name) {
            case "run" -> new Intent.Run();
            case "sleep" -> new Intent.Sleep();
            case "stop" -> new Intent.ColdStop(true);
            case "remove" -> new Intent.Remove(VolumeOnDelete.DELETE);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
