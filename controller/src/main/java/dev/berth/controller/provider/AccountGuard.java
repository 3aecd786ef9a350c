package dev.berth.controller.provider;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rate limit, then bulkhead, then circuit breaker of one account. */
final class AccountGuard {

    private final RateLimiter rate;
    private final Bulkhead room;
    private final CircuitBreaker breaker;
    private final AtomicReference<ProviderException> lastFailure;

    AccountGuard(Account account, Limits limits) {
        var name = account.kind() + " " + account.name();
        rate = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .limitForPeriod(limits.callsPerSecond())
                        .timeoutDuration(limits.patience())
                        .build());
        room = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.concurrent())
                        .maxWaitDuration(limits.patience())
                        .build());
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(80)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(limits.rest())
                        .build());
        lastFailure = new AtomicReference<>(new ProviderException.Transient(
                "Calls to " + account.title() + " have failed again and again; it is asked again in a moment.", null));
    }

    /** Why the account is left alone: what it said last, so that a condition keeps its reason while nobody asks. */
    ProviderException lastFailure() {
        return lastFailure.get();
    }

    /** Runs the call; throws resilience4j's refusals, or what the call throws. */
    Object run(Supplier<?> call) {
        RateLimiter.waitForPermission(rate);
        return room.executeSupplier(() -> counted(call));
    }

    private Object counted(Supplier<?> call) {
        breaker.acquirePermission();
        var start = System.nanoTime();
        try {
            var result = call.get();
            var failed = failure(result);
            if (failed == null) breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            else failed(failed, start);
            return result;
        } catch (ProviderException e) {
            if (saysNothingOfHealth(e)) breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            else failed(e, start);
            throw e;
        } catch (RuntimeException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw e;
        }
    }

    private void failed(ProviderException e, long start) {
        lastFailure.set(e);
        breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
    }

    private static @Nullable ProviderException failure(Object result) {
        var cause =
                switch (result) {
                    case Observation.Unknown unknown -> unknown.cause();
                    case Listing.Unknown unknown -> unknown.cause();
                    default -> null;
                };
        return cause == null || saysNothingOfHealth(cause) ? null : cause;
    }

    /** The provider answered, only not what was hoped for; or was never asked. */
    private static boolean saysNothingOfHealth(ProviderException e) {
        return switch (e) {
            case ProviderException.Rejected _,
                    ProviderException.ImageMissing _,
                    ProviderException.NoCapacity _,
                    ProviderException.NotFound _,
                    ProviderException.VolumeMissing _,
                    ProviderException.Withdrawn _ -> true;
            case ProviderException.Transient _,
                    ProviderException.RateLimited _,
                    ProviderException.Ambiguous _,
                    ProviderException.Unreachable _ -> false;
        };
    }
}
