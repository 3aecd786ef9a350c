package dev.berth.controller.provider;

/** What else a driver saw beside the machine (volume, network, app). Only the driver that made it reads it; everybody else hands it back to {@link Driver#plan}. */
public interface Resources {}
