package dev.berth.controller.activity;

import dev.berth.crd.ComputerClass;
import dev.berth.crd.Instance;
import org.jspecify.annotations.Nullable;

/** A word with the box of a running Instance, at the address where its machine is now. */
public interface BoxTalk {

    /** Asks what it does, and notes the answer or the silence. Asking is no activity. */
    ActivityBook.Entry ask(Instance instance, @Nullable ComputerClass type);

    /** Tells it which faces may live, what agents it has and which files. Nothing happens if it does not answer: it is told again at its next open. */
    void configure(Instance instance, @Nullable ComputerClass type);
}
