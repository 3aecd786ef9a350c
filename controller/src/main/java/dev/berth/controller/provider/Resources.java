package dev.berth.controller.provider;

import dev.berth.crd.VolumeStatus;
import java.util.List;

/** What else a driver saw beside the machine (volume, network, app). Only the driver that made it reads it; everybody else hands it back to {@link Driver#plan}. */
public interface Resources {

    /** The computer's volumes that exist: none or one. */
    List<VolumeStatus> volumes();
}
