package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.CredentialRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which of its class's accounts a computer lives (resources.md 1.1, {@code credentials}). Pure. */
final class Accounts {

    private Accounts() {}

    static List<CredentialRef> offered(ComputerClassSpec type) {
        return requireNonNullElse(type.credentials(), List.of());
    }

    /**
     * Where it has been it stays, also when the class does not offer that account any more: its volume is there. A new one goes to the least used, and of equals to the first.
     *
     * @param machines how many Instances live in each
     * @return null for a provider without accounts
     */
    static @Nullable CredentialRef choose(
            @Nullable ComputerStatus status, List<CredentialRef> offered, Map<CredentialRef, Integer> machines) {
        if (status != null && status.credentials() != null) return status.credentials();
        return offered.stream()
                .min(Comparator.comparingInt(account -> machines.getOrDefault(account, 0)))
                .orElse(null);
    }
}
