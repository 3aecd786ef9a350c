package dev.berth.controller.computer;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that decides about one computer at one moment, as read from caches, or afresh before a sleep.
 *
 * @param type its class; null if there is none of that name
 * @param instances those that name it as their computer, of this computer's uid
 * @param strangers Instances of an earlier computer of the same name that are still there
 * @param faces those of this computer's uid
 * @param activity last answer of its box
 * @param configHash of the files in {@code spec.config}; null without any
 * @param configMissing sentence about what {@code spec.config} names and does not exist; null if all is there
 * @param hostTaken namespace of an older computer of the same name; null if the host is free
 */
record ComputerFacts(
        Computer computer,
        @Nullable ComputerClass type,
        List<Instance> instances,
        boolean strangers,
        List<Face> faces,
        ActivityBook.Entry activity,
        @Nullable String configHash,
        @Nullable String configMissing,
        @Nullable String hostTaken,
        List<String> takenAliases,
        ProviderFacts provider,
        Instant now) {

    /** The Instance behind it now: the newest that is not leaving. */
    Optional<Instance> instance() {
        return instances.stream()
                .filter(instance -> instance.getMetadata().getDeletionTimestamp() == null)
                .max(Comparator.comparingLong(instance -> instance.getSpec().number()));
    }

    boolean deleting() {
        return computer.getMetadata().getDeletionTimestamp() != null;
    }

    long newestNumber() {
        var status = computer.getStatus();
        long told = status == null || status.instanceNumber() == null ? 0 : status.instanceNumber();
        return instances.stream()
                .mapToLong(instance -> instance.getSpec().number())
                .reduce(told, Math::max);
    }
}
