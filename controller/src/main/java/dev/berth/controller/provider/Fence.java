package dev.berth.controller.provider;

/**
 * The last check before a mutating call leaves this process: is it still the leader, is the box's consent to sleep still fresh.
 *
 * <p>A process may be stopped for a minute between deciding and calling, and another leader may have acted meanwhile. The check therefore belongs to the line before the call, not to the
 * decision.
 */
@FunctionalInterface
public interface Fence {

    /** Always passes: for tests and for calls that need no leader. */
    Fence OPEN = () -> {};

    void pass() throws ProviderException.Withdrawn;
}
