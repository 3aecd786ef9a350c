package dev.berth.proxy.directory;

import dev.berth.crd.DemandWant;
import dev.berth.crd.FaceAccess;
import dev.berth.crd.FaceMode;
import dev.berth.crd.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Face. Absent texts are empty, absent times {@link ComputerView#NEVER}.
 *
 * @param incarnation uid of the Face
 * @param computerIncarnation uid of the Computer that owns it; empty for a Face made by hand without an owner
 * @param mode a value of a later release reads as ReadOnly: nobody types
 * @param closing {@code metadata.deletionTimestamp} is set
 * @param rejected {@code Accepted=False}
 * @param bootId boot in which its session lives
 */
public record FaceView(
        ComputerKey computer,
        String agent,
        long number,
        String incarnation,
        String computerIncarnation,
        String resourceVersion,
        String createdBy,
        FaceMode mode,
        List<FaceAccess> access,
        boolean closing,
        boolean rejected,
        String bootId,
        Instant createdAt,
        Instant lastUsedAt,
        DemandView demand) {

    /** The last demand on a Face; {@code at} is {@link Instant#MIN} if there never was one. */
    public record DemandView(DemandWant want, Instant at) {

        public static final DemandView NONE = new DemandView(DemandWant.AWAKE, Instant.MIN);

        /** As it is stored: a want of a later release is as good as none. */
        static DemandView of(@Nullable DemandWant want, long seconds) {
            return want == null || seconds == StoredCondition.NEVER
                    ? NONE
                    : new DemandView(want, Instant.ofEpochSecond(seconds));
        }

        public boolean exists() {
            return !at.equals(Instant.MIN);
        }
    }

    /** Counts against the limit and can be attached (resources.md 4.2). */
    public boolean open() {
        return !closing && !rejected;
    }

    /** Name of the object: {@code {computer}.{agent}.{number}}. */
    public String name() {
        return Names.face(computer.name(), agent, number);
    }

    /** As the box knows it: {@code main/1}. */
    public String inBox() {
        return agent + "/" + number;
    }

    /** The only form in which a face appears on pages and in logs: 6 hex digits of SHA-256 of its uid (look/LOOK.md 5). */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(incarnation.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 3);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A session may be made for it in this boot: it was never bound to one, or is bound to this one (resources.md 4.6). */
    public boolean freshIn(String machineBootId) {
        return bootId.isEmpty() || bootId.equals(machineBootId);
    }
}
