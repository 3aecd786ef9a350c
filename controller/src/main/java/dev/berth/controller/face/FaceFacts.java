package dev.berth.controller.face;

import dev.berth.crd.Condition;
import dev.berth.crd.FaceStatus;
import dev.berth.ttyd.SessionActivity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that decides about one Face.
 *
 * @param name {@code main/1}
 * @param createdByProxy the proxy created it, so the limit was kept already
 * @param computer whether its computer exists
 * @param stranger it belongs to an earlier computer of the same name
 * @param agentKnown whether the computer has such an agent
 * @param othersOpen open Faces of the same agent beside this one
 * @param computerReady the computer's own Ready condition; null without one
 * @param boxReady whether the machine runs and its gate answers
 * @param readySince when the machine became ready last; {@link Instant#EPOCH} while it is not
 * @param bootId of the box; empty while unknown
 * @param closeAfter how long an unused face stays
 * @param answeredAt when the box last said what its sessions do; {@link Instant#EPOCH} if never
 * @param session what the box said of this face; null if it has no such session
 * @param asleep the machine sleeps, or is about to
 */
record FaceFacts(
        String name,
        Instant createdAt,
        boolean createdByProxy,
        FaceStatus status,
        boolean computer,
        boolean stranger,
        boolean agentKnown,
        int othersOpen,
        int maxFaces,
        @Nullable Condition computerReady,
        boolean boxReady,
        Instant readySince,
        String bootId,
        Duration closeAfter,
        Instant answeredAt,
        @Nullable SessionActivity session,
        boolean asleep,
        Instant now) {}
