package dev.berth.controller.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a provider did not do what was asked. The message is the sentence that a condition shows: cause, then next step; no token, no address, no provider's body. */
public abstract sealed class ProviderException extends RuntimeException {

    private ProviderException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Word for metrics and logs. */
    public String outcome() {
        return switch (this) {
            case Transient _ -> "transient";
            case RateLimited _ -> "rate-limited";
            case Rejected _ -> "rejected";
            case ImageMissing _ -> "image-missing";
            case NoCapacity _ -> "no-capacity";
            case NotFound _ -> "not-found";
            case Ambiguous _ -> "ambiguous";
            case Unreachable _ -> "unreachable";
            case VolumeMissing _ -> "volume-missing";
            case Withdrawn _ -> "withdrawn";
        };
    }

    /** Failed for a reason that goes away by itself; nothing was changed. */
    public static final class Transient extends ProviderException {
        public Transient(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** Asked too often; nothing was changed. */
    public static final class RateLimited extends ProviderException {
        private final Duration retryAfter;

        public RateLimited(String sentence, Duration retryAfter, @Nullable Throwable cause) {
            super(sentence, cause);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The provider refuses the request as it is: trying the same again is useless until a spec, class or account changes. */
    public static final class Rejected extends ProviderException {
        public Rejected(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The image does not exist where the machine would be made. */
    public static final class ImageMissing extends ProviderException {
        private final String image;

        public ImageMissing(String sentence, String image, @Nullable Throwable cause) {
            super(sentence, cause);
            this.image = image;
        }

        public String image() {
            return image;
        }
    }

    /** No room in the region for this size, or none left of some pool. */
    public static final class NoCapacity extends ProviderException {
        private final boolean elsewhere;

        /** @param elsewhere whether another region may have room */
        public NoCapacity(String sentence, boolean elsewhere, @Nullable Throwable cause) {
            super(sentence, cause);
            this.elsewhere = elsewhere;
        }

        public boolean elsewhere() {
            return elsewhere;
        }
    }

    /** What the call was about does not exist (any more). */
    public static final class NotFound extends ProviderException {
        public NotFound(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** No answer to a mutating call: it may have been done. Look before acting again. */
    public static final class Ambiguous extends ProviderException {
        public Ambiguous(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The provider could not be reached at all; nothing was changed. */
    public static final class Unreachable extends ProviderException {
        public Unreachable(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The computer's volume existed and is gone: only a new Instance, knowingly empty or restored, can go on. */
    public static final class VolumeMissing extends ProviderException {
        public VolumeMissing(String sentence) {
            super(sentence, null);
        }
    }

    /** A {@link Fence} held the call back; nothing was changed. */
    public static final class Withdrawn extends ProviderException {
        public Withdrawn(String sentence) {
            super(sentence, null);
        }
    }
}
