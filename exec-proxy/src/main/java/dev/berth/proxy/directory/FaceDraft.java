package dev.berth.proxy.directory;

/**
 * A Face that is about to be created.
 *
 * @param incarnation uid of the Computer, for the ownerReference
 * @param createdBy user id, {@code guest:{hash}} or {@code agent:{name}}
 */
public record FaceDraft(ComputerKey computer, String incarnation, String agent, long number, String createdBy) {

    FaceDraft numbered(long n) {
        return new FaceDraft(computer, incarnation, agent, n, createdBy);
    }
}
