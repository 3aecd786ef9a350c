package dev.berth.proxy.relay;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.Directory;
import dev.berth.ttyd.BoxSession;
import java.util.List;

/** What boxes say of their sessions: what runs there, and where. */
public interface BoxSessionsKnown {

    /** As the box last said; empty while nobody has asked it. */
    List<BoxSession> lastKnown(ComputerKey computer);

    /** Has the box asked now and then until the answer is closed; {@code news} runs on any thread after each answer. */
    Directory.Subscription watch(ComputerKey computer, Runnable news);
}
