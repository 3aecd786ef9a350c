package dev.berth.controller.computerclass;

import dev.berth.controller.status.Conditions;
import dev.berth.controller.status.Words;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.ComputerClassStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Builds the status of a ComputerClass. Pure. */
final class ClassStatuses {

    /** What was found about the provider account of a class. */
    sealed interface Account {

        record Fine() implements Account {}

        record Unusable(String reason, String message) implements Account {}
    }

    private ClassStatuses() {}

    static ComputerClassStatus report(ComputerClass type, int computers, Account account, Instant now) {
        var status = type.getStatus();
        var conditions = Conditions.after(
                status == null ? null : status.conditions(),
                type.getMetadata().getGeneration(),
                now.truncatedTo(ChronoUnit.SECONDS));
        switch (account) {
            case Account.Fine _ -> conditions.isTrue("Ready", "Ready", "New computers can be made in it.");
            case Account.Unusable unusable -> conditions.isFalse("Ready", unusable.reason(), unusable.message());
        }
        var size = type.getSpec() == null ? null : type.getSpec().size();
        return new ComputerClassStatus(
                type.getMetadata().getGeneration(),
                computers,
                size == null ? null : Words.size(size),
                conditions.list());
    }
}
