package dev.berth.controller.provider;

import dev.berth.crd.Capabilities;
import dev.berth.crd.ProviderKind;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Any driver behind a rate limit, a bulkhead and a circuit breaker per account, timed as {@code berth_provider_call_seconds{provider,op,outcome}}.
 *
 * <p>Mutations are never repeated here: the reconcile loop is the retry, after a fresh look. A look that failed for a passing reason is taken once more.
 */
public final class GuardedDriver implements Driver {

    private final Driver inner;
    private final Limits limits;
    private final MeterRegistry meters;
    private final ConcurrentMap<Account, AccountGuard> guards = new ConcurrentHashMap<>();

    public GuardedDriver(Driver inner, Limits limits, MeterRegistry meters) {
        this.inner = inner;
        this.limits = limits;
        this.meters = meters;
    }

    @Override
    public ProviderKind kind() {
        return inner.kind();
    }

    @Override
    public Observation observe(MachineRef ref) {
        try {
            var first = look(ref);
            return first instanceof Observation.Unknown unknown
                            && unknown.cause() instanceof ProviderException.Transient
                    ? look(ref)
                    : first;
        } catch (ProviderException refused) {
            return new Observation.Unknown(refused);
        }
    }

    private Observation look(MachineRef ref) {
        return guarded(ref.account(), "observe", () -> inner.observe(ref), Observation.class);
    }

    @Override
    public DriverPlan plan(Intent intent, MachineRequest request, Observation seen) {
        return inner.plan(intent, request, seen);
    }

    @Override
    public CallOutcome perform(ProviderCall call, Fence fence) throws ProviderException {
        return guarded(call.ref().account(), call.op(), () -> inner.perform(call, fence), CallOutcome.class);
    }

    @Override
    public boolean replays() {
        return inner.replays();
    }

    @Override
    public Capabilities capabilities(MachineRequest request) {
        return inner.capabilities(request);
    }

    @Override
    public BoxLink link(Machine machine) {
        return inner.link(machine);
    }

    @Override
    public Listing listAll(Account account) {
        try {
            return guarded(account, "list", () -> inner.listAll(account), Listing.class);
        } catch (ProviderException refused) {
            return new Listing.Unknown(refused);
        }
    }

    private <T> T guarded(Account account, String op, Supplier<T> call, Class<T> type) {
        var guard = guards.computeIfAbsent(account, it -> new AccountGuard(it, limits));
        try {
            return type.cast(guard.run(() -> timed(op, call)));
        } catch (RequestNotPermitted e) {
            throw new ProviderException.RateLimited(
                    "Too many calls to " + account.title() + " are waiting; this one is made again in a few seconds.",
                    limits.patience(),
                    e);
        } catch (BulkheadFullException e) {
            throw new ProviderException.RateLimited(
                    "Too many calls to " + account.title() + " are in flight; this one is made again in a few seconds.",
                    limits.patience(),
                    e);
        } catch (CallNotPermittedException e) {
            throw guard.lastFailure();
        }
    }

    private <T> T timed(String op, Supplier<T> call) {
        var sample = Timer.start(meters);
        var outcome = "error";
        try {
            var result = call.get();
            outcome = outcomeOf(result);
            return result;
        } catch (ProviderException e) {
            outcome = e.outcome();
            throw e;
        } finally {
            sample.stop(Timer.builder("berth.provider.call")
                    .description("Calls to providers of machines")
                    .tag("provider", inner.kind().name().toLowerCase(Locale.ROOT))
                    .tag("op", op)
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private static String outcomeOf(Object result) {
        return switch (result) {
            case Observation.Unknown unknown -> unknown.cause().outcome();
            case Listing.Unknown unknown -> unknown.cause().outcome();
            default -> "ok";
        };
    }
}
