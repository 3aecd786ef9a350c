package dev.berth.controller.instance;

import dev.berth.crd.Incident;

/**
 * Why the last try failed.
 *
 * @param reason condition reason of resources.md 2
 * @param message the whole sentence with next step and incident code, as it stands in the condition
 * @param incident the code, and when it last happened
 */
record Trouble(String reason, String message, Incident incident) {}
