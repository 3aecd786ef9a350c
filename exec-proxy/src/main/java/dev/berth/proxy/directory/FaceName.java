package dev.berth.proxy.directory;

/** The parts of a Face's name, {@code {computer}.{agent}.{number}}. The name is what the API server guards, so it is read instead of the spec. */
record FaceName(String computer, String agent, long number) {

    /** @throws IllegalArgumentException if it is no name of a Face */
    static FaceName parse(String name) {
        var parts = name.split("\\.", -1);
        if (parts.length != 3 || !parts[2].matches("[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException("\"" + name + "\" is not {computer}.{agent}.{number}");
        }
        return new FaceName(parts[0], parts[1], Long.parseLong(parts[2]));
    }
}
