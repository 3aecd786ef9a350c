package dev.berth.controller.instance;

import dev.berth.controller.provider.BoxAnswer;
import dev.berth.controller.provider.BoxLink;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inside of a {@link FakeMachine}: answers once it has booted, unless its provider is told to keep it mute. */
final class FakeBox implements BoxLink {

    private final FakeProvider provider;
    private final @Nullable FakeMachine machine;

    FakeBox(FakeProvider provider, @Nullable FakeMachine machine) {
        this.provider = provider;
        this.machine = machine;
    }

    private <T> BoxAnswer<T> say(Supplier<BoxAnswer<T>> answer) {
        return provider.answers(machine) ? answer.get() : new BoxAnswer.Silent<>("it does not answer");
    }

    @Override
    public BoxAnswer<BoxActivity> activity() {
        return say(() -> new BoxAnswer.Answered<>(
                new BoxActivity("b1", "0.1.0", 1, provider.busy ? 0 : -1, -1, List.of(), List.of(), List.of())));
    }

    @Override
    public BoxAnswer<BoxSessions> sessions() {
        return say(() -> new BoxAnswer.Answered<>(new BoxSessions("b1", List.of())));
    }

    @Override
    public BoxAnswer<Accepted> config(BoxConfig config) {
        return say(() -> new BoxAnswer.Answered<>(new Accepted()));
    }

    @Override
    public BoxAnswer<Accepted> quiesce(Quiesce quiesce) {
        return say(() -> {
            if (provider.busy && !quiesce.force()) return new BoxAnswer.Refused<>(409);
            if (machine != null) machine.intake = false;
            return new BoxAnswer.Answered<>(new Accepted());
        });
    }

    @Override
    public BoxAnswer<Accepted> lease(LeaseRequest lease) {
        return say(() -> new BoxAnswer.Answered<>(new Accepted()));
    }

    @Override
    public BoxAnswer<OpenAnswer> open() {
        return say(() -> {
            if (machine != null) machine.intake = true;
            return new BoxAnswer.Answered<>(new OpenAnswer("b1", "0.1.0"));
        });
    }
}
