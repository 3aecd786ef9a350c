package dev.berth.controller.provider;

import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;

/**
 * The control calls of one box at one observed address. Every call is bounded by a short deadline and never throws; a link is made anew from each observation.
 */
public interface BoxLink {

    /** Asking is no activity. */
    BoxAnswer<BoxActivity> activity();

    BoxAnswer<BoxSessions> sessions();

    /** Sent only once the box has proved itself, since it carries people's files. */
    BoxAnswer<Accepted> config(BoxConfig config);

    /** Closes the intake. 409: busy. An acceptance is good for 10 s. */
    BoxAnswer<Accepted> quiesce(Quiesce quiesce);

    BoxAnswer<Accepted> lease(LeaseRequest lease);

    /** Opens the intake. */
    BoxAnswer<OpenAnswer> open();

    /** The box did it. */
    record Accepted() {}
}
