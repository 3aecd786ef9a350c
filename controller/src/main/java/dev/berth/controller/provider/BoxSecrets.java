package dev.berth.controller.provider;

import dev.berth.ttyd.BoxKey;

/** The secret of a box, derived when it is needed and stored nowhere (resources.md 4.6). */
@FunctionalInterface
public interface BoxSecrets {

    BoxKey of(String keyId, String instanceUid);
}
