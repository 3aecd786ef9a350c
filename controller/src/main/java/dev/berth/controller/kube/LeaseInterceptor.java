package dev.berth.controller.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Watches the leader election's own requests, because neither JOSDK nor fabric8 tell when a Lease was renewed.
 *
 * <p>The elector writes the Lease only to take or keep it for this process, one request at a time.
 */
public final class LeaseInterceptor implements Interceptor {

    private final Leader leader;
    private final LeaseWatch watch;
    private final LongSupplier nanos;
    private volatile long askedAt;

    public LeaseInterceptor(Leader leader, LeaseWatch watch, LongSupplier nanos) {
        this.leader = leader;
        this.watch = watch;
        this.nanos = nanos;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (writesLease(request)) askedAt = nanos.getAsLong();
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (!isLease(request) || !response.isSuccessful()) return;
        watch.seen();
        if (writesLease(request)) leader.renewed(askedAt);
    }

    private static boolean isLease(HttpRequest request) {
        var path = request.uri().getPath();
        return path != null && path.contains("/coordination.k8s.io/") && path.contains("/leases");
    }

    private static boolean writesLease(HttpRequest request) {
        return isLease(request) && !request.method().equals("GET");
    }
}
