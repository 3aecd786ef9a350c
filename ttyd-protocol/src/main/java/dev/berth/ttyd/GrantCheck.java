package dev.berth.ttyd;

/**
 * What a box finds out about a grant before it looks at single use and its own clock. Only {@link Valid} lets anything in; the other
 * cases differ in the log line, not in the answer.
 */
public sealed interface GrantCheck {

    /** Signed by this box's secret, for this box, not expired. */
    record Valid(Grant grant) implements GrantCheck {}

    /** Not three parts, not base64url, not the JSON of a grant. */
    record Malformed(String why) implements GrantCheck {}

    /** Signed with a master key that this box was not made with. */
    record WrongKey(String keyId) implements GrantCheck {}

    /** Somebody else's signature, or changed on the way. */
    record BadSignature() implements GrantCheck {}

    /** Correctly signed, but too old. */
    record Expired(Grant grant) implements GrantCheck {}

    /** Correctly signed, but for another box. */
    record WrongInstance(String instance) implements GrantCheck {}
}
