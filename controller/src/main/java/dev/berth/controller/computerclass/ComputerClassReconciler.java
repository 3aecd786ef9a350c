package dev.berth.controller.computerclass;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.computerclass.ClassStatuses.Account;
import dev.berth.controller.kube.StaleRead;
import dev.berth.controller.kube.StatusWriter;
import dev.berth.controller.provider.Drivers;
import dev.berth.controller.provider.Listing;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.CredentialRef;
import dev.berth.crd.ProviderKind;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says of a class whether it can be used and by how many it is; keeps it while a Computer names it. */
public final class ComputerClassReconciler implements Reconciler<ComputerClass>, Cleaner<ComputerClass> {

    private static final Duration COUNT_EVERY = Duration.ofMinutes(1);

    private final Drivers drivers;
    private final String credentialsNamespace;
    private final StatusWriter writer;
    private final Clock clock;
    private final Map<String, Instant> countedAt = new ConcurrentHashMap<>();

    public ComputerClassReconciler(Drivers drivers, String credentialsNamespace, StatusWriter writer, Clock clock) {
        this.drivers = drivers;
        this.credentialsNamespace = credentialsNamespace;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, ComputerClass>> prepareEventSources(EventSourceContext<ComputerClass> context) {
        return List.of(new InformerEventSource<Computer, ComputerClass>(
                InformerEventSourceConfiguration.from(Computer.class, ComputerClass.class)
                        .withName("computers-of-classes")
                        .withSecondaryToPrimaryMapper(computer -> computer.getSpec() == null
                                        || computer.getSpec().className() == null
                                ? Set.of()
                                : Set.of(new ResourceID(computer.getSpec().className())))
                        .withOnUpdateFilter((now, before) -> false)
                        .build(),
                context));
    }

    @Override
    public UpdateControl<ComputerClass> reconcile(ComputerClass type, Context<ComputerClass> context) {
        var now = clock.instant();
        var name = type.getMetadata().getName();
        var status = type.getStatus();
        var last = countedAt.getOrDefault(name, Instant.EPOCH);
        boolean due = last.plus(COUNT_EVERY).isBefore(now);
        boolean changed = status == null || !type.getMetadata().getGeneration().equals(status.observedGeneration());
        if (!due && !changed)
            return UpdateControl.<ComputerClass>noUpdate()
                    .rescheduleAfter(Duration.between(now, last.plus(COUNT_EVERY)));
        countedAt.put(name, now);
        int computers = context.getSecondaryResources(Computer.class).size();
        var report = ClassStatuses.report(type, computers, account(type, context), now);
        if (!report.equals(status)) {
            try {
                writer.write(type, new ComputerClass(), report, context);
            } catch (StaleRead stale) {
                countedAt.remove(name);
                return UpdateControl.<ComputerClass>noUpdate().rescheduleAfter(Duration.ofMillis(200));
            }
        }
        return UpdateControl.<ComputerClass>noUpdate().rescheduleAfter(COUNT_EVERY);
    }

    @Override
    public DeleteControl cleanup(ComputerClass type, Context<ComputerClass> context) {
        // Computers read their class for as long as they live; what names it must go first.
        return context.getSecondaryResources(Computer.class).isEmpty()
                ? DeleteControl.defaultDelete()
                : DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(Duration.ofSeconds(30).toMillis());
    }

    private Account account(ComputerClass type, Context<ComputerClass> context) {
        var spec = type.getSpec();
        if (spec == null || spec.provider() == null || !drivers.has(spec.provider()))
            return new Account.Unusable(
                    "ProviderUnavailable",
                    "This controller has no driver for the provider of this class; upgrade it, or use another class.");
        if (spec.provider() != ProviderKind.CONTAINER) {
            var missing = missingSecret(spec, context);
            if (missing != null)
                return new Account.Unusable(
                        "CredentialsMissing",
                        "Secret " + missing + " does not exist in namespace " + credentialsNamespace
                                + "; create it with the provider's token.");
        }
        return drivers.of(spec.provider()).listAll(account(spec)) instanceof Listing.Unknown unknown
                ? new Account.Unusable("ProviderUnavailable", unknown.cause().sentence())
                : new Account.Fine();
    }

    private static dev.berth.controller.provider.Account account(ComputerClassSpec spec) {
        var kind = spec.provider() == null ? ProviderKind.CONTAINER : spec.provider();
        if (kind == ProviderKind.CONTAINER) {
            var engine = spec.container() == null ? null : spec.container().engine();
            return new dev.berth.controller.provider.Account(kind, requireNonNullElse(engine, ""));
        }
        var first = requireNonNullElse(spec.credentials(), List.<CredentialRef>of());
        return new dev.berth.controller.provider.Account(
                kind,
                first.isEmpty()
                        ? ""
                        : first.getFirst().secretName() + "/"
                                + requireNonNullElse(first.getFirst().key(), "token"));
    }

    private @org.jspecify.annotations.Nullable String missingSecret(
            ComputerClassSpec spec, Context<ComputerClass> context) {
        for (var credentials : requireNonNullElse(spec.credentials(), List.<CredentialRef>of())) {
            var secret = context.getClient()
                    .secrets()
                    .inNamespace(credentialsNamespace)
                    .withName(credentials.secretName())
                    .get();
            if (secret == null) return credentials.secretName();
        }
        return null;
    }
}
