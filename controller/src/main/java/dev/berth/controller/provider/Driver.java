package dev.berth.controller.provider;

import dev.berth.crd.Capabilities;
import dev.berth.crd.ProviderKind;

/**
 * One provider of machines.
 *
 * <p>The loop is the retry: {@link #observe}, {@link #plan} to at most one call, {@link #perform} it, report, and again. Names derive from uids and a machine is adopted only if its
 * label names the Instance, so a run may die between any two lines.
 */
public interface Driver {

    ProviderKind kind();

    /** A fresh look by derived name. Never throws: no answer is {@link Observation.Unknown}. */
    Observation observe(MachineRef ref);

    /** Pure: same facts, same answer; no I/O, no clock. {@code seen} must come from this driver's {@link #observe} or {@link CallOutcome#after}. */
    DriverPlan plan(Intent intent, MachineRequest request, Observation seen);

    /**
     * Performs one call, never twice. {@code fence} is asked on the line before the call leaves, after every fault point; if it throws, nothing was done.
     */
    CallOutcome perform(ProviderCall call, Fence fence) throws ProviderException;

    /** What a suspend of this machine keeps. */
    Capabilities capabilities(MachineRequest request);

    /** Whether the provider's own edge can hand a visitor's request to a machine, so that its bytes need not pass through our proxy (transport Replay). */
    boolean replays();

    /** How to reach the box of a machine that was just observed. */
    BoxLink link(Machine machine);

    /** Every machine of the cluster in the account, for polling and audits. Never throws. */
    Listing listAll(Account account);
}
