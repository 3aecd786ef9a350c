package dev.berth.ttyd;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that one box shares with the control plane: derived from a master key and the Instance's uid (resources.md 4.6), so it is
 * stored nowhere but in the box. Signs and checks grants, and proves a box to its caller.
 *
 * <p>The signature covers the base64url text of the claims, the proof covers {@code proof:{jti}}; a colon is no base64url character, so
 * one can never be passed off as the other.
 */
public final class BoxKey {

    /** HKDF info string; never changes (resources.md 6). */
    static final String INFO = "berth.dev/box/v1";

    private static final int SECRET_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final String instanceUid;
    private final byte[] secret;

    private BoxKey(String keyId, String instanceUid, byte[] secret) {
        if (!keyId.matches("[A-Za-z0-9._-]{1,63}")) {
            throw new IllegalArgumentException(
                    "Key id \"" + keyId + "\" is not 1 to 63 of A-Z a-z 0-9 . _ -; rename the key file.");
        }
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "A box secret has " + SECRET_BYTES + " bytes, not " + secret.length + ".");
        }
        this.keyId = keyId;
        this.instanceUid = instanceUid;
        this.secret = secret.clone();
    }

    /** Derives the secret of one Instance: HKDF-SHA256 with the 16 bytes of its uid as salt. */
    public static BoxKey derive(String keyId, byte[] masterKey, String instanceUid) {
        return new BoxKey(keyId, instanceUid, hkdf(masterKey, uidBytes(instanceUid), INFO, SECRET_BYTES));
    }

    /** A key from a secret that is known already, as in a box. */
    public static BoxKey of(String keyId, String instanceUid, byte[] secret) {
        return new BoxKey(keyId, instanceUid, secret);
    }

    /** Reads the line that {@link #toKeyFile()} wrote. */
    public static BoxKey fromKeyFile(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException(
                    "The key file is not one line of key id, instance uid and secret; the driver has to write it anew.");
        }
        return new BoxKey(words[0], words[1], Base64.getUrlDecoder().decode(words[2]));
    }

    /** Content of {@code /etc/berth/box.key}: one line, key id, instance uid and base64url secret. */
    public String toKeyFile() {
        return keyId + " " + instanceUid + " " + ENCODER.encodeToString(secret) + "\n";
    }

    public String keyId() {
        return keyId;
    }

    public String instanceUid() {
        return instanceUid;
    }

    public byte[] secret() {
        return secret.clone();
    }

    /** The grant as it travels: {@code {keyId}.{claims}.{signature}}. */
    public String sign(Grant grant) {
        String claims = ENCODER.encodeToString(BoxJson.write(GrantClaims.of(grant)));
        return keyId + "." + claims + "." + mac(claims);
    }

    /**
     * Checks a grant at {@code now}, the box's clock for grants. Whether its {@code jti} was seen before, and whether the clock has to
     * move, is the caller's business.
     */
    public GrantCheck check(String token, Instant now) {
        int last = token.lastIndexOf('.');
        int first = last < 0 ? -1 : token.lastIndexOf('.', last - 1);
        if (first <= 0) {
            return new GrantCheck.Malformed("it is not key id, claims and signature");
        }
        String givenKey = token.substring(0, first);
        String claims = token.substring(first + 1, last);
        if (!givenKey.equals(keyId)) {
            return new GrantCheck.WrongKey(givenKey);
        }
        if (!same(mac(claims), token.substring(last + 1))) {
            return new GrantCheck.BadSignature();
        }
        Grant grant;
        try {
            grant = BoxJson.read(Base64.getUrlDecoder().decode(claims), GrantClaims.class)
                    .toGrant();
        } catch (JacksonException | IllegalArgumentException e) {
            return new GrantCheck.Malformed("its claims are not the JSON of a grant");
        } catch (IOException e) {
            return new GrantCheck.Malformed("its claims cannot be read");
        }
        if (grant == null) {
            return new GrantCheck.Malformed("a claim is missing");
        }
        if (!grant.instance().equals(instanceUid)) {
            return new GrantCheck.WrongInstance(grant.instance());
        }
        return now.isBefore(grant.exp()) ? new GrantCheck.Valid(grant) : new GrantCheck.Expired(grant);
    }

    /** What the box answers in {@code Berth-Proof} to a grant with this id. */
    public String proof(String jti) {
        return mac("proof:" + jti);
    }

    /** Whether {@code proof} is this box's answer to a grant with this id; no header is no proof. */
    public boolean proves(String jti, @Nullable String proof) {
        return proof != null && same(proof(jti), proof.strip());
    }

    /** Never the secret: a key that reaches a log must not give itself away. */
    @Override
    public String toString() {
        return "BoxKey[" + keyId + ", " + instanceUid + "]";
    }

    static byte[] hkdf(byte[] key, byte[] salt, String info, int length) {
        return hkdf(key, salt, info.getBytes(StandardCharsets.US_ASCII), length);
    }

    static byte[] hkdf(byte[] key, byte[] salt, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .addSalt(salt)
                            .thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HKDF-SHA256; run Java 25 or newer.", e);
        }
    }

    private static byte[] uidBytes(String uid) {
        UUID parsed = UUID.fromString(uid);
        return ByteBuffer.allocate(16)
                .putLong(parsed.getMostSignificantBits())
                .putLong(parsed.getLeastSignificantBits())
                .array();
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256.", e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
