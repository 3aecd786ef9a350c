package dev.berth.proxy.web;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.ttyd.BoxSession;
import java.util.List;

/** What the box last said of its sessions; empty while nobody has asked it. */
@FunctionalInterface
public interface FaceTitles {

    List<BoxSession> lastKnown(ComputerKey computer);
}
