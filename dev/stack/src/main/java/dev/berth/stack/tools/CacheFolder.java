package dev.berth.stack.tools;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where tools and images are kept between runs and between stacks: {@code $BERTH_CACHE}, else {@code ~/.cache/berth}.
 * Everything in it can be made again, so it may be deleted at any time when no stack runs.
 *
 * @param path the folder, absolute
 */
public record CacheFolder(Path path) {

    public static CacheFolder of(Map<String, String> environment) {
        String named = environment.get("BERTH_CACHE");
        Path path = named != null && !named.isBlank()
                ? Path.of(named)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache", "berth");
        return new CacheFolder(path.toAbsolutePath().normalize());
    }
}
