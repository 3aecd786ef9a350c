package dev.berth.controller.provider.container;

import com.github.dockerjava.api.exception.DockerException;
import dev.berth.controller.provider.ProviderException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the engine's client throws into sentences. The engine's own words go to the log alone: they hold paths and ids. */
final class EngineErrors {

    private static final Logger LOG = LoggerFactory.getLogger(EngineErrors.class);

    private EngineErrors() {}

    /** What went wrong while only looking: nothing was changed, whatever it was. */
    static ProviderException whileReading(RuntimeException e) {
        return translate("look at the container", false, e);
    }

    /** What went wrong with a mutating call, once a look has shown that it did not reach its aim. */
    static ProviderException whileActing(ContainerCall call, RuntimeException e) {
        return translate(words(call), true, e);
    }

    private static ProviderException translate(String what, boolean mutating, RuntimeException e) {
        if (e instanceof ProviderException already) return already;
        if (e instanceof DockerException answer) return answered(what, answer);
        if (timedOut(e)) {
            var sentence = "The container engine did not answer in time when asked to " + what
                    + "; it is looked at again before anything else is done.";
            return mutating
                    ? new ProviderException.Ambiguous(sentence, e)
                    : new ProviderException.Transient(sentence, e);
        }
        return new ProviderException.Unreachable(
                "The container engine does not answer; start Docker or Podman, then it goes on by itself.", e);
    }

    private static ProviderException answered(String what, DockerException e) {
        LOG.atWarn()
                .addKeyValue("asked", what)
                .addKeyValue("status", e.getHttpStatus())
                .log("The container engine answered: {}", e.getMessage());
        var words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("no space left on device"))
            return new ProviderException.NoCapacity(
                    "The disk of the container engine is full, so it could not " + what
                            + "; free some space, then it goes on by itself.",
                    false,
                    e);
        return switch (e.getHttpStatus()) {
            case 400, 403, 406, 409, 422 ->
                new ProviderException.Rejected(
                        "The container engine refused to " + what + "; the controller's log has its words.", e);
            case 401 ->
                new ProviderException.Rejected(
                        "The container engine wants credentials; let the controller use its socket.", e);
            case 404 ->
                new ProviderException.NotFound(
                        "The container engine could not " + what
                                + " because something it needs is gone; it is looked at again.",
                        e);
            default ->
                new ProviderException.Transient(
                        "The container engine failed to " + what
                                + "; the controller's log has its words, and it is tried again.",
                        e);
        };
    }

    static ProviderException imageMissing(String image, String className, RuntimeException e) {
        return new ProviderException.ImageMissing(
                "Image " + image
                        + " does not exist in the container engine; build or pull it there, or correct image in class "
                        + className + ", then it goes on by itself.",
                image,
                e);
    }

    private static boolean timedOut(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException) return true;
        return false;
    }

    private static String words(ContainerCall call) {
        return switch (call) {
            case ContainerCall.EnsureNetwork _ -> "create the computer's network";
            case ContainerCall.EnsureVolume _ -> "create the computer's volume";
            case ContainerCall.CreateContainer _ -> "create the container";
            case ContainerCall.FirstStart _, ContainerCall.Start _ -> "start the container";
            case ContainerCall.Pause _ -> "pause the container";
            case ContainerCall.Unpause _ -> "resume the container";
            case ContainerCall.Stop _ -> "stop the container";
            case ContainerCall.RemoveContainer _ -> "remove the container";
            case ContainerCall.RemoveNetwork _ -> "remove the computer's network";
            case ContainerCall.RemoveVolume _ -> "remove the computer's volume";
        };
    }
}
