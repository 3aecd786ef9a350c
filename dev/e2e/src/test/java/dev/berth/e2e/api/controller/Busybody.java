package dev.berth.e2e.api.controller;

import dev.berth.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Somebody who writes the controller's objects under a field manager of their own, once or as fast as the API server takes it. */
final class Busybody implements AutoCloseable {

    private final ApiServer api;
    private final String manager;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger beats = new AtomicInteger();
    private volatile boolean busy;

    Busybody(ApiServer api, String manager) {
        this.api = api;
        this.manager = manager;
    }

    /** Until {@link #rests} or the object is gone; {@code patch} is given the number of the write. */
    <T extends HasMetadata> void applies(Class<T> kind, String name, IntFunction<String> patch) {
        busy = true;
        threads.add(Thread.ofVirtual().start(() -> {
            while (busy && write(kind, name, patch.apply(beats.incrementAndGet()))) Thread.onSpinWait();
        }));
    }

    <T extends HasMetadata> void annotates(Class<T> kind, String name) {
        applies(kind, name, beat -> "{\"metadata\": {\"annotations\": {\"beat\": \"%d\"}}}".formatted(beat));
    }

    /** One write, which must succeed; a status goes to the status. */
    <T extends HasMetadata> void says(Class<T> kind, String name, String patch) {
        if (!write(kind, name, patch)) throw new AssertionError(name + " is gone");
    }

    /** How often it has written. */
    int beats() {
        return beats.get();
    }

    void rests() {
        busy = false;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while a writer ended", interrupted);
            }
        }
        threads.clear();
    }

    private <T extends HasMetadata> boolean write(Class<T> kind, String name, String patch) {
        var object = api.client().resources(kind).inNamespace(api.namespace()).withName(name);
        var how = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build();
        try {
            if (patch.startsWith("{\"status\"")) object.subresource("status").patch(how, patch);
            else object.patch(how, patch);
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == 404) return false;
            throw refused;
        }
    }

    @Override
    public void close() {
        rests();
    }
}
