package dev.berth.controller.computer;

import dev.berth.controller.activity.WakeOn;
import dev.berth.controller.config.PublicUrl;
import dev.berth.controller.instance.ComputerMarks;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.KeptDemand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decisions under test; a walk swaps one to plant a fault. */
class Brain {

    private static final PublicUrl SITE = new PublicUrl("https", "example.com", -1);

    Decision decide(ComputerFacts facts) {
        return Decision.of(facts);
    }

    ComputerPlanner.Plan plan(ComputerFacts facts, Decision decision) {
        return ComputerPlanner.plan(facts, decision);
    }

    ComputerStatus report(ComputerFacts facts, Decision decision) {
        return ComputerStatuses.report(facts, decision, SITE);
    }

    ComputerPlanner.Farewell farewell(ComputerFacts facts) {
        return ComputerPlanner.farewell(facts);
    }

    /** As the Face's own reconciler lets go. */
    boolean mayGo(Face face, long highestClosed, @Nullable KeptDemand kept) {
        return face.getSpec().number() <= highestClosed && WakeOn.of(null).isKept(face, kept);
    }

    boolean mayCreate(@Nullable Computer fresh, List<Instance> living, InstanceSpec spec) {
        return ComputerPlanner.mayCreate(fresh, living, spec);
    }

    boolean mayGo(List<Instance> living) {
        return living.isEmpty();
    }

    boolean numberIsSpent(Instance instance, @Nullable Computer computer) {
        return ComputerMarks.numberIsSpent(instance, computer);
    }
}
