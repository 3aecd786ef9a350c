package dev.berth.proxy.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections per client address that have not said who they are. Those of signed-in people do not count: a whole office may share one address. */
final class Crowd {

    private final int max;
    private final ConcurrentHashMap<String, AtomicInteger> byAddress = new ConcurrentHashMap<>();

    Crowd(int max) {
        this.max = max;
    }

    boolean enter(String address) {
        var entered = new boolean[1];
        byAddress.compute(address, (a, count) -> {
            var counted = count == null ? new AtomicInteger() : count;
            entered[0] = counted.get() < max;
            if (entered[0]) counted.incrementAndGet();
            return counted;
        });
        return entered[0];
    }

    void leave(String address) {
        byAddress.computeIfPresent(address, (a, count) -> count.decrementAndGet() <= 0 ? null : count);
    }
}
