package dev.berth.controller.provider.container;

/**
 * What tells one engine from another.
 *
 * @param isolateOption networks need {@code isolate=true} to be cut off from each other (Podman); Docker does it by itself
 */
public record EngineTraits(boolean isolateOption, Reach reach) {}
