package dev.berth.controller.computer;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.BoxTalk;
import dev.berth.controller.instance.BoxConfigs;
import dev.berth.controller.instance.MachineRequests;
import dev.berth.controller.provider.BoxAnswer;
import dev.berth.controller.provider.BoxLink;
import dev.berth.controller.provider.Drivers;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.SilentBoxLink;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Instance;
import dev.berth.ttyd.BoxActivity;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reaches a box by a fresh look at its machine, since addresses change with every start. */
public final class BoxAsker implements BoxTalk {

    private final Drivers drivers;
    private final MachineRequests requests;
    private final BoxConfigs configs;
    private final ActivityBook book;
    private final Clock clock;

    public BoxAsker(Drivers drivers, MachineRequests requests, BoxConfigs configs, ActivityBook book, Clock clock) {
        this.drivers = drivers;
        this.requests = requests;
        this.configs = configs;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public ActivityBook.Entry ask(Instance instance, @Nullable ComputerClass type) {
        var uid = instance.getMetadata().getUid();
        if (link(instance, type).activity() instanceof BoxAnswer.Answered<BoxActivity>(BoxActivity answer))
            book.answered(uid, answer, clock.instant());
        else book.silent(uid, clock.instant());
        return book.of(uid);
    }

    @Override
    public void configure(Instance instance, @Nullable ComputerClass type) {
        link(instance, type).config(configs.of(instance));
    }

    private BoxLink link(Instance instance, @Nullable ComputerClass type) {
        var provider = instance.getSpec().provider();
        if (provider == null || !drivers.has(provider)) return new SilentBoxLink("no driver for its provider");
        var driver = drivers.of(provider);
        var status = instance.getStatus();
        int launch = status == null || status.launch() == null ? 1 : status.launch();
        return driver.observe(requests.ref(instance, provider, type, launch)) instanceof Observation.Present present
                        && present.machine().state() == MachineState.RUNNING
                ? driver.link(present.machine())
                : new SilentBoxLink("the machine does not run");
    }
}
