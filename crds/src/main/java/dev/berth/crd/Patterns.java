package dev.berth.crd;

/** Grammars of the strings that appear in more than one resource (resources.md 5), in RE2 syntax. They never change. */
public final class Patterns {

    /** {@code {issuer name}:{subject}}; the subject keeps its case. */
    public static final String USER = "^[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9._|:@-]*$";

    public static final String AGENT = "^[a-z]([a-z0-9-]*[a-z0-9])?$";

    /** A computer's name; that it holds no two dashes in a row is a rule of its own. */
    public static final String COMPUTER = "^[a-z][a-z0-9-]*[a-z0-9]$";

    /** One label of a DNS name. */
    public static final String LABEL = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";

    /** Name of a Kubernetes object. */
    public static final String OBJECT = "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$";

    /** A whole host name of at least two labels. */
    public static final String HOST = "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";

    /** The highest face number: ten digits. */
    public static final long FACE_MAX = 9_999_999_999L;

    private Patterns() {}
}
