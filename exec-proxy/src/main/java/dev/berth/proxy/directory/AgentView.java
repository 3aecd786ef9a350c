package dev.berth.proxy.directory;

/**
 * A named program of a computer.
 *
 * @param parent agent above it, empty at top level
 * @param maxFaces most faces that may be open at once: the controller's figure, else the smaller of spec and class
 * @param highestClosedFace numbers up to this one are used up (resources.md 4.2)
 */
public record AgentView(String name, String parent, int maxFaces, long highestClosedFace) {

    /** Path of its page on the computer's host when it is not the landing agent: {@code /lead/scout/}. */
    public String path() {
        return parent.isEmpty() ? "/" + name + "/" : "/" + parent + "/" + name + "/";
    }
}
