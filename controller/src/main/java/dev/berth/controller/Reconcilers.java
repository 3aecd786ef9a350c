package dev.berth.controller;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.computer.BoxAsker;
import dev.berth.controller.computer.ComputerReconciler;
import dev.berth.controller.computer.ConfigFiles;
import dev.berth.controller.computer.FreshFacts;
import dev.berth.controller.computer.InstanceApplier;
import dev.berth.controller.computerclass.ComputerClassReconciler;
import dev.berth.controller.config.Settings;
import dev.berth.controller.face.FaceReconciler;
import dev.berth.controller.instance.Handshake;
import dev.berth.controller.instance.InstanceReconciler;
import dev.berth.controller.instance.InstanceSources;
import dev.berth.controller.instance.MachineRequests;
import dev.berth.controller.instance.StepRunner;
import dev.berth.controller.kube.EventRecorder;
import dev.berth.controller.kube.Leader;
import dev.berth.controller.kube.OperatorFactory;
import dev.berth.controller.kube.StatusWriter;
import dev.berth.controller.provider.Drivers;
import dev.berth.crd.Keys;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** The four reconcilers and what they share, made around one set of drivers. */
public final class Reconcilers {

    private Reconcilers() {}

    public static void register(
            Settings settings,
            OperatorFactory factory,
            Operator operator,
            KubernetesClient client,
            Drivers drivers,
            MachineRequests.NewestKey newestKey,
            Leader leader,
            MeterRegistry meters,
            Clock clock) {
        var faults = settings.faults();
        var writer = new StatusWriter();
        var events = new EventRecorder(client, settings.podName(), clock);
        var book = new ActivityBook();
        var files = new ConfigFiles(client);
        var fresh = new FreshFacts(client, files, book, drivers, clock);
        var requests = new MachineRequests(settings.cluster(), newestKey);
        var talk = new BoxAsker(drivers, requests, fresh, book, clock);
        var handshake = new Handshake(leader, fresh, book, fresh::idle, faults, clock, System::nanoTime);
        var runner = new StepRunner(leader, faults, fresh, handshake);

        factory.register(
                operator,
                new ComputerClassReconciler(drivers, settings.namespace(), writer, clock),
                "computerclass",
                Keys.FINALIZER_CLASS,
                false);
        factory.register(
                operator,
                new ComputerReconciler(
                        new InstanceApplier(client, leader, faults),
                        files,
                        talk,
                        drivers,
                        book,
                        writer,
                        events,
                        settings.publicUrl(),
                        meters,
                        clock),
                "computer",
                Keys.FINALIZER_COMPUTER,
                true);
        factory.register(
                operator,
                new InstanceReconciler(
                        drivers,
                        requests,
                        runner,
                        writer,
                        events,
                        book,
                        new InstanceSources(drivers, clock, meters),
                        leader,
                        clock),
                "instance",
                Keys.FINALIZER_INSTANCE,
                true);
        factory.register(
                operator, new FaceReconciler(talk, book, writer, events, clock), "face", Keys.FINALIZER_FACE, true);
    }
}
