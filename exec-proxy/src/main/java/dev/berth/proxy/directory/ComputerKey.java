package dev.berth.proxy.directory;

/** Where a Computer is stored. Its name alone is its host; the namespace is needed to read and write its objects. */
public record ComputerKey(String namespace, String name) {

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
