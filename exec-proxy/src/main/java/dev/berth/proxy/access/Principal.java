package dev.berth.proxy.access;

/** Who is asking. */
public sealed interface Principal {

    /** A signed-in person: {@code {issuer name}:{subject}}, kept exactly as given. */
    record User(String id) implements Principal {}

    /** Nobody in particular. */
    record Anonymous() implements Principal {}

    /** As {@code Face.spec.createdBy} names them, and as logs and limits count them. */
    default String name() {
        return switch (this) {
            case User(var id) -> id;
            case Anonymous() -> "guest:anonymous";
        };
    }
}
