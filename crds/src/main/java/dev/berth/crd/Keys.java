package dev.berth.crd;

/** Label, annotation and finalizer keys, and field managers. None of them ever changes (resources.md 6). */
public final class Keys {

    public static final String GROUP = "berth.dev";

    public static final String LABEL_COMPUTER = "berth.dev/computer";
    public static final String LABEL_AGENT = "berth.dev/agent";
    public static final String LABEL_CLASS = "berth.dev/class";
    public static final String LABEL_PROVIDER = "berth.dev/provider";
    public static final String LABEL_MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String LABEL_FOR_COMPUTERS = "berth.dev/for-computers";

    public static final String ANNOTATION_PAUSED = "berth.dev/paused";
    public static final String ANNOTATION_RETRY_AT = "berth.dev/retry-at";
    public static final String ANNOTATION_ABANDON_MACHINE = "berth.dev/abandon-machine";

    public static final String FINALIZER_CLASS = "berth.dev/in-use";
    public static final String FINALIZER_COMPUTER = "berth.dev/computer";
    public static final String FINALIZER_INSTANCE = "berth.dev/machine";
    public static final String FINALIZER_FACE = "berth.dev/session";

    public static final String MANAGER_CONTROLLER = "berth-controller";
    public static final String MANAGER_EXEC_PROXY = "berth-exec-proxy";
    public static final String REPORTING_CONTROLLER = "berth.dev/controller";

    private Keys() {}
}
