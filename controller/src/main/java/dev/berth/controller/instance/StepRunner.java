package dev.berth.controller.instance;

import dev.berth.controller.fault.Faults;
import dev.berth.controller.provider.BoxAnswer;
import dev.berth.controller.provider.Driver;
import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Instance;
import dev.berth.crd.VolumeOnDelete;
import dev.berth.ttyd.OpenAnswer;

/**
 * Performs one {@link Step}: at most one mutating call at the provider.
 *
 * <p>The handshake that closes a box's intake belongs to the step that suspends it, so that nothing lies between the box's consent and the call but two checks.
 */
public final class StepRunner {

    private final Fence leader;
    private final Faults faults;
    private final BoxConfigs configs;
    private final Handshake handshake;

    public StepRunner(Fence leader, Faults faults, BoxConfigs configs, Handshake handshake) {
        this.leader = leader;
        this.faults = faults;
        this.configs = configs;
        this.handshake = handshake;
    }

    /** @param volume what a removal does with the volume */
    Outcome perform(
            Step step,
            Driver driver,
            Instance instance,
            MachineRequest request,
            Observation observed,
            VolumeOnDelete volume) {
        try {
            return performed(step, driver, instance, request, observed, volume);
        } catch (ProviderException.Withdrawn withdrawn) {
            return new Outcome.Withdrawn();
        }
    }

    private Outcome performed(
            Step step,
            Driver driver,
            Instance instance,
            MachineRequest request,
            Observation observed,
            VolumeOnDelete volume) {
        return switch (step) {
            case Step.Rest _ -> new Outcome.Rested();
            case Step.Open _ -> open(driver, instance, observed);
            case Step.Run _ -> call(driver, new Intent.Run(), request, observed, leader);
            case Step.Discard _ -> call(driver, new Intent.Discard(), request, observed, leader);
            case Step.Remove _ -> {
                handshake.leave(driver, observed);
                yield call(driver, new Intent.Remove(volume), request, observed, leader);
            }
            case Step.Sleep(boolean force) ->
                afterConsent(new Intent.Sleep(), force, driver, instance, request, observed);
            case Step.Stop(boolean force) ->
                afterConsent(new Intent.ColdStop(force), force, driver, instance, request, observed);
        };
    }

    private Outcome afterConsent(
            Intent intent,
            boolean force,
            Driver driver,
            Instance instance,
            MachineRequest request,
            Observation observed) {
        boolean running = observed instanceof Observation.Present present
                && present.machine().state() == MachineState.RUNNING;
        // Only a call that is about to be made needs the box's consent.
        if (!running || force || !(driver.plan(intent, request, observed) instanceof DriverPlan.Do))
            return call(driver, intent, request, observed, leader);
        var machine = ((Observation.Present) observed).machine();
        return switch (handshake.ask(driver.link(machine), instance)) {
            case Handshake.Consent.Given given ->
                call(driver, intent, request, observed, () -> {
                    leader.pass();
                    given.pass();
                });
            case Handshake.Consent.Busy _ -> new Outcome.Busy();
            case Handshake.Consent.Silent _ -> new Outcome.Silent();
            case Handshake.Consent.Unwanted _ -> new Outcome.Unwanted();
            case Handshake.Consent.Reopened(OpenAnswer answer) ->
                new Outcome.Opened(machine, answer.bootId(), answer.version());
        };
    }

    private Outcome call(Driver driver, Intent intent, MachineRequest request, Observation observed, Fence fence) {
        return switch (driver.plan(intent, request, observed)) {
            case DriverPlan.Settled _ -> new Outcome.Settled();
            case DriverPlan.Await await -> new Outcome.Awaiting(await.why());
            case DriverPlan.Replace replace -> new Outcome.MustReplace(replace.why());
            case DriverPlan.Refuse refuse -> new Outcome.Failed(refuse.cause());
            case DriverPlan.Do todo -> {
                try {
                    var outcome = driver.perform(todo.call(), fence);
                    yield new Outcome.Done(outcome.after(), outcome.progress());
                } catch (ProviderException.Withdrawn withdrawn) {
                    throw withdrawn;
                } catch (ProviderException failed) {
                    yield new Outcome.Failed(failed);
                }
            }
        };
    }

    private Outcome open(Driver driver, Instance instance, Observation observed) {
        if (!(observed instanceof Observation.Present present)) return new Outcome.Silent();
        Machine machine = present.machine();
        var link = driver.link(machine);
        // Asking proves the box and costs nothing; the configuration is read only for a box that is there.
        if (!(link.activity() instanceof BoxAnswer.Answered)) return new Outcome.Silent();
        if (!(link.config(configs.of(instance)) instanceof BoxAnswer.Answered)) return new Outcome.Silent();
        faults.at("open.before");
        leader.pass();
        var opened = link.open();
        faults.at("open.after");
        return opened instanceof BoxAnswer.Answered<OpenAnswer>(OpenAnswer answer)
                ? new Outcome.Opened(machine, answer.bootId(), answer.version())
                : new Outcome.Silent();
    }
}
