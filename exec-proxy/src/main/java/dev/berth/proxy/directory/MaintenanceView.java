package dev.berth.proxy.directory;

import java.time.Instant;

/** The operator's maintenance switch; {@code eta} is {@link ComputerView#NEVER} if unknown. */
public record MaintenanceView(boolean on, String reason, Instant eta) {

    public static final MaintenanceView NONE = new MaintenanceView(false, "", ComputerView.NEVER);
}
