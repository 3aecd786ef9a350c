package dev.berth.controller.provider;

import dev.berth.crd.ProviderKind;

/**
 * Where machines live: one set of credentials, or one container engine. Limits, circuit breakers and polls are kept per account, so that a dead one stops nobody else.
 *
 * @param name the engine's address for {@link ProviderKind#CONTAINER} (empty: the configured one); for clouds the Secret and key that hold the token
 */
public record Account(ProviderKind kind, String name) {

    /** What a person calls it, for example in a message: no address, no token. */
    public String title() {
        return switch (kind) {
            case CONTAINER -> "the container engine";
            case FLY -> "Fly";
            case HETZNER -> "Hetzner";
        };
    }
}
