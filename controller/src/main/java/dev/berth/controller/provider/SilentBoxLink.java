package dev.berth.controller.provider;

import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;

/** The link to a box that cannot be reached from here at all. */
public record SilentBoxLink(String cause) implements BoxLink {

    @Override
    public BoxAnswer<BoxActivity> activity() {
        return new BoxAnswer.Silent<>(cause);
    }

    @Override
    public BoxAnswer<BoxSessions> sessions() {
        return new BoxAnswer.Silent<>(cause);
    }

    @Override
    public BoxAnswer<Accepted> config(BoxConfig config) {
        return new BoxAnswer.Silent<>(cause);
    }

    @Override
    public BoxAnswer<Accepted> quiesce(Quiesce quiesce) {
        return new BoxAnswer.Silent<>(cause);
    }

    @Override
    public BoxAnswer<Accepted> lease(LeaseRequest lease) {
        return new BoxAnswer.Silent<>(cause);
    }

    @Override
    public BoxAnswer<OpenAnswer> open() {
        return new BoxAnswer.Silent<>(cause);
    }
}
