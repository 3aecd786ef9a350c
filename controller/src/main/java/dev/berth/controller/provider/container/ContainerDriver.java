package dev.berth.controller.provider.container;

import com.github.dockerjava.api.exception.DockerException;
import dev.berth.controller.fault.Faults;
import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.BoxLink;
import dev.berth.controller.provider.BoxSecrets;
import dev.berth.controller.provider.CallOutcome;
import dev.berth.controller.provider.DirectBoxLink;
import dev.berth.controller.provider.Driver;
import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Listing;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderCall;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Capabilities;
import dev.berth.crd.ProviderKind;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Containers as machines. */
public final class ContainerDriver implements Driver, AutoCloseable {

    private final Engines engines;
    private final ContainerObserver observer;
    private final ContainerPlanner planner;
    private final BoxSecrets secrets;
    private final Faults faults;
    private final Clock clock;
    private final HttpClient http = DirectBoxLink.client();

    /**
     * @param engine address of the engine for accounts that name none; may be empty
     * @param cluster whose machines {@link #listAll} lists
     */
    public ContainerDriver(
            String engine, String cluster, SubnetPool pool, BoxSecrets secrets, Faults faults, Clock clock) {
        this.engines = new Engines(engine, Host.here());
        this.observer = new ContainerObserver(engines, cluster);
        this.planner = new ContainerPlanner(pool);
        this.secrets = secrets;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.CONTAINER;
    }

    @Override
    public Observation observe(MachineRef ref) {
        return observer.observe(ref);
    }

    @Override
    public DriverPlan plan(Intent intent, MachineRequest request, Observation seen) {
        return planner.plan(intent, request, seen);
    }

    @Override
    public Capabilities capabilities(MachineRequest request) {
        return new Capabilities(true, true);
    }

    /** A container engine has no edge. */
    @Override
    public boolean replays() {
        return false;
    }

    @Override
    public BoxLink link(Machine machine) {
        var key = secrets.of(machine.keyId(), machine.ref().instanceUid());
        return DirectBoxLink.to(machine, key, http, clock);
    }

    @Override
    public Listing listAll(Account account) {
        return observer.listAll(account);
    }

    @Override
    public CallOutcome perform(ProviderCall call, Fence fence) throws ProviderException {
        var asked = (ContainerCall) call;
        var engine = engines.of(asked.ref().account());
        var start = System.nanoTime();
        var problem = act(engine, asked, fence);
        var after = observer.observe(asked.ref());
        // The engines' answers differ, so the state decides; and a call that failed may have been done by a run before.
        if (problem != null && !Aims.reached(asked, after)) throw explained(engine, asked, after, problem);
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new CallOutcome(after, Lines.of(asked, clock.instant(), took));
    }

    private @Nullable RuntimeException act(ContainerEngine engine, ContainerCall call, Fence fence) {
        try {
            faults.at("container." + call.step() + ".before");
            fence.pass();
            send(engine, call);
            faults.at("container." + call.step() + ".after");
            return null;
        } catch (ProviderException.Withdrawn held) {
            throw held;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void send(ContainerEngine engine, ContainerCall call) {
        switch (call) {
            case ContainerCall.EnsureNetwork it ->
                createNetwork(engine, engines.traits(it.ref().account()), it);
            case ContainerCall.EnsureVolume it -> engine.createVolume(it.name(), it.labels());
            case ContainerCall.CreateContainer it -> engine.create(it.blueprint());
            case ContainerCall.FirstStart it -> {
                engine.putKey(
                        it.id(), secrets.of(it.keyId(), it.ref().instanceUid()).toKeyFile());
                faults.at("container.key.after");
                engine.start(it.id());
            }
            case ContainerCall.Start it -> engine.start(it.id());
            case ContainerCall.Pause it -> engine.pause(it.id());
            case ContainerCall.Unpause it -> engine.unpause(it.id());
            case ContainerCall.Stop it -> engine.stop(it.id(), it.grace());
            case ContainerCall.RemoveContainer it -> engine.remove(it.id());
            case ContainerCall.RemoveNetwork it -> engine.removeNetwork(it.name());
            case ContainerCall.RemoveVolume it -> engine.removeVolume(it.name());
        }
    }

    /** A refused block changes nothing, so the next one is tried within the same call. */
    private static void createNetwork(ContainerEngine engine, EngineTraits traits, ContainerCall.EnsureNetwork call) {
        RuntimeException last = new IllegalArgumentException("no candidates");
        for (var subnet : call.subnets()) {
            try {
                engine.createNetwork(call.name(), call.labels(), call.options(), subnet);
                return;
            } catch (DockerException e) {
                if (engine.network(call.name(), traits).isPresent()) return;
                last = e;
            }
        }
        throw last;
    }

    private static ProviderException explained(
            ContainerEngine engine, ContainerCall call, Observation after, RuntimeException problem) {
        if (call instanceof ContainerCall.CreateContainer create && after instanceof Observation.Gone) {
            try {
                if (!engine.hasImage(create.blueprint().image()))
                    return EngineErrors.imageMissing(create.blueprint().image(), create.className(), problem);
            } catch (RuntimeException silent) {
                return EngineErrors.whileActing(call, problem);
            }
        }
        return EngineErrors.whileActing(call, problem);
    }

    @Override
    public void close() {
        engines.close();
        http.close();
    }
}
