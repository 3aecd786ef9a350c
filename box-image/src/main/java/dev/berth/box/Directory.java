package dev.berth.box;

import java.util.List;

/** How a folder of the box is shown to people: {@code ~} for home, {@code ~/projects} for the projects, as their prompt has it. Pure. */
final class Directory {

    private record Alias(String folder, String shown) {}

    private static final List<Alias> ALIASES = List.of(
            new Alias("/mnt/workspace/user/projects", "~/projects"),
            new Alias("/workspace", "~/projects"),
            new Alias("/mnt/workspace/user/home", "~"),
            new Alias("/home/claude", "~"));

    private Directory() {}

    static String shown(String folder) {
        return ALIASES.stream()
                .filter(alias -> folder.equals(alias.folder()) || folder.startsWith(alias.folder() + "/"))
                .findFirst()
                .map(alias -> alias.shown() + folder.substring(alias.folder().length()))
                .orElse(folder);
    }
}
