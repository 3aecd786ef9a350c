package dev.berth.crd;

/**
 * Every reason that a condition or an Event of Berth may carry (resources.md 2). Alerts and runbooks name them, so none is ever renamed; {@link #wire} is the word
 * in the resource.
 */
public enum Reason {
    // Answers that things go well.
    ACCEPTED("Accepted"),
    RUNNING("Running"),
    SUSPENDED("Suspended"),
    SUSPENDED_BY_OWNER("SuspendedByOwner"),
    SUSPENDING("Suspending"),
    WAKING("Waking"),
    ANSWERED("Answered"),
    STARTING("Starting"),
    REQUESTED("Requested"),
    WITHIN("Within"),
    CREATED("Created"),
    ADOPTED("Adopted"),
    VOLUME_ONLY("VolumeOnly"),
    READY("Ready"),
    OPEN("Open"),
    // Why a spec is not accepted.
    CLASS_NOT_FOUND("ClassNotFound"),
    CLASS_REFUSED("ClassRefused"),
    REGION_NOT_OFFERED("RegionNotOffered"),
    SIZE_OVER_LIMIT("SizeOverLimit"),
    HOST_TAKEN("HostTaken"),
    CONFIG_MISSING("ConfigMissing"),
    TRANSPORT_IMPOSSIBLE("TransportImpossible"),
    FACE_LIMIT("FaceLimit"),
    AGENT_NOT_FOUND("AgentNotFound"),
    COMPUTER_NOT_FOUND("ComputerNotFound"),
    NOT_ACCEPTED("NotAccepted"),
    // Where an Instance stands, where that is why its computer is not ready.
    QUEUED("Queued"),
    PROVISIONING("Provisioning"),
    BOOTING("Booting"),
    RESUMING("Resuming"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    TERMINATING("Terminating"),
    FAILED("Failed"),
    MAINTENANCE("Maintenance"),
    // Failures.
    NO_CAPACITY("NoCapacity"),
    IMAGE_MISSING("ImageMissing"),
    PROVIDER_REFUSED("ProviderRefused"),
    PROVIDER_UNAVAILABLE("ProviderUnavailable"),
    CREDENTIALS_MISSING("CredentialsMissing"),
    CREDENTIALS_REFUSED("CredentialsRefused"),
    REGION_UNKNOWN("RegionUnknown"),
    BOOT_TIMEOUT("BootTimeout"),
    WAKE_TIMEOUT("WakeTimeout"),
    MACHINE_LOST("MachineLost"),
    VOLUME_MISSING("VolumeMissing"),
    QUOTA_SPENT("QuotaSpent"),
    SPENT("Spent"),
    STUCK("Stuck"),
    LOST("Lost"),
    SILENT("Silent"),
    // Nobody knows.
    PROVIDER_UNKNOWN("ProviderUnknown"),
    BOX_SILENT("BoxSilent"),
    LEDGER_UNAVAILABLE("LedgerUnavailable"),
    NO_ROUTE("NoRoute"),
    // Reasons of Events alone.
    MACHINE_CREATED("MachineCreated"),
    WOKEN("Woken"),
    RESTARTED("Restarted"),
    REPLACED("Replaced"),
    FACE_CLOSED("FaceClosed"),
    FACE_REJECTED("FaceRejected"),
    SESSIONS_LOST("SessionsLost"),
    BACKUP_FAILED("BackupFailed"),
    ABANDONED("Abandoned"),
    VOLUME_RETAINED("VolumeRetained"),
    ALIAS_TAKEN("AliasTaken"),
    MAINTENANCE_STARTED("MaintenanceStarted"),
    MAINTENANCE_ENDED("MaintenanceEnded");

    private final String wire;

    Reason(String wire) {
        this.wire = wire;
    }

    /** The word as resources carry it, in CamelCase. */
    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }
}
