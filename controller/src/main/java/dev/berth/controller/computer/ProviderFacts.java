package dev.berth.controller.computer;

import dev.berth.crd.CredentialRef;
import java.util.Map;

/**
 * What decides where a computer lives and how its bytes travel.
 *
 * @param replays the edge of its class's provider can hand a visitor's request to a machine
 * @param machines how many Instances live in each account; only asked for where there is a choice
 */
record ProviderFacts(boolean replays, Map<CredentialRef, Integer> machines) {}
