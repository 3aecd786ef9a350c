package dev.berth.controller.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a computer, told once.
 *
 * @param reason CamelCase word of resources.md 2
 * @param action what the controller was doing
 * @param subject tells facts of one reason apart when they repeat: an image, a region; never a time or a code
 * @param related the Instance or Face it is about; null if it is the computer itself
 */
public record Fact(
        boolean warning,
        String reason,
        String action,
        String note,
        String subject,
        @Nullable HasMetadata related) {

    public static Fact normal(String reason, String action, String note, @Nullable HasMetadata related) {
        return new Fact(false, reason, action, note, "", related);
    }

    public static Fact warning(
            String reason, String action, String note, String subject, @Nullable HasMetadata related) {
        return new Fact(true, reason, action, note, subject, related);
    }
}
