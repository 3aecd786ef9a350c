package dev.berth.ttyd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrantTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:25:00.700Z");
    private static final String UID = "0b0e7c1a-52f1-4a0e-9d9c-6a2f3b1c4d5e";
    private static final String OTHER_UID = "9b0e7c1a-52f1-4a0e-9d9c-6a2f3b1c4d5f";
    private static final byte[] MASTER = new byte[32];
    private static final BoxKey KEY = BoxKey.derive("2026-11", MASTER, UID);

    @Test
    void aSignedGrantComesBackWhole() {
        Grant grant = Grant.attach(UID, "main/1", Role.DRIVER, true, NOW);

        assertEquals(new GrantCheck.Valid(grant), KEY.check(KEY.sign(grant), NOW));
        assertEquals(Instant.parse("2026-11-21T09:26:00Z"), grant.exp());
    }

    @Test
    void claimsReadAsTheContractNamesThem() {
        Grant grant =
                new Grant(UID, Scope.ATTACH, "main/1", 0, Role.OWNER, true, "j1", Instant.ofEpochSecond(1795253160));
        String claims =
                new String(Base64.getUrlDecoder().decode(KEY.sign(grant).split("\\.", -1)[1]), StandardCharsets.UTF_8);

        assertEquals(
                "{\"instance\":\"" + UID
                        + "\",\"scope\":\"attach\",\"face\":\"main/1\",\"role\":\"Owner\",\"new\":true,\"jti\":\"j1\",\"exp\":1795253160}",
                claims);
    }

    @Test
    void eachGrantHasItsOwnId() {
        assertFalse(Grant.control(UID, NOW).jti().equals(Grant.control(UID, NOW).jti()));
    }

    static Stream<Arguments> tampered() {
        Grant grant = Grant.attach(UID, "main/1", Role.VIEWER, false, NOW);
        return Stream.of(
                row("another role", GrantCheck.BadSignature.class, t -> withClaims(t, "\"Viewer\"", "\"Owner\"")),
                row("another face", GrantCheck.BadSignature.class, t -> withClaims(t, "main/1", "main/2")),
                row("another instance", GrantCheck.BadSignature.class, t -> withClaims(t, UID, OTHER_UID)),
                row("a later end", GrantCheck.BadSignature.class, t -> withClaims(t, "\"exp\":1", "\"exp\":2")),
                row("a flipped bit", GrantCheck.BadSignature.class, GrantTest::flipLastClaimsBit),
                row("no signature", GrantCheck.BadSignature.class, t -> t.substring(0, t.lastIndexOf('.') + 1)),
                row("half a signature", GrantCheck.BadSignature.class, t -> t.substring(0, t.length() - 20)),
                row("a longer signature", GrantCheck.BadSignature.class, t -> t + "A"),
                row("another key's signature", GrantCheck.BadSignature.class, t -> BoxKey.derive(
                                "2026-11", MASTER, OTHER_UID)
                        .sign(grant)),
                row(
                        "a proof as signature",
                        GrantCheck.BadSignature.class,
                        t -> t.substring(0, t.lastIndexOf('.') + 1) + KEY.proof(grant.jti())),
                row("another key id", GrantCheck.WrongKey.class, t -> "2026-12" + t.substring(7)),
                row("no key id", GrantCheck.Malformed.class, t -> t.substring(7)),
                row("two parts", GrantCheck.Malformed.class, t -> t.substring(t.indexOf('.') + 1)
                        .replace(".", "")),
                row("nothing", GrantCheck.Malformed.class, t -> ""),
                row("signed, but no JSON", GrantCheck.Malformed.class, t -> signed("no json")),
                row("signed, but no base64", GrantCheck.Malformed.class, t -> signedText("%%%")),
                row(
                        "signed, but a claim is missing",
                        GrantCheck.Malformed.class,
                        t -> signed("{\"scope\":\"attach\"}")),
                row(
                        "signed, but an unknown role",
                        GrantCheck.Malformed.class,
                        t -> signed("{\"instance\":\"" + UID
                                + "\",\"scope\":\"attach\",\"role\":\"Admin\",\"jti\":\"1\",\"exp\":9999999999}")),
                row(
                        "signed for another box",
                        GrantCheck.WrongInstance.class,
                        t -> KEY.sign(Grant.attach(OTHER_UID, "main/1", Role.OWNER, true, NOW))),
                row(
                        "too old",
                        GrantCheck.Expired.class,
                        t -> KEY.sign(Grant.attach(UID, "main/1", Role.OWNER, true, NOW.minusSeconds(61)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampered")
    void nothingElseGetsIn(UnaryOperator<String> change, Class<? extends GrantCheck> found) {
        String token = KEY.sign(Grant.attach(UID, "main/1", Role.VIEWER, false, NOW));

        assertInstanceOf(found, KEY.check(change.apply(token), NOW));
    }

    @Test
    void anUnknownClaimOfANewerProxyDoesNoHarm() {
        String token = signed("{\"instance\":\"" + UID
                + "\",\"scope\":\"control\",\"role\":\"Owner\",\"jti\":\"1\",\"exp\":9999999999,\"colour\":\"blue\"}");

        assertInstanceOf(GrantCheck.Valid.class, KEY.check(token, NOW));
    }

    @Test
    void theSecretIsThatOfRfc5869() {
        HexFormat hex = HexFormat.of();
        assertArrayEquals(
                hex.parseHex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
                BoxKey.hkdf(
                        hex.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                        hex.parseHex("000102030405060708090a0b0c"),
                        hex.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                        42),
                "test case 1");
        assertArrayEquals(
                hex.parseHex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
                BoxKey.hkdf(hex.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), new byte[0], new byte[0], 42),
                "test case 3");
    }

    @Test
    void everyInstanceAndEveryKeyHasItsOwnSecret() {
        byte[] secret = KEY.secret();

        assertEquals(32, secret.length);
        assertFalse(java.util.Arrays.equals(
                secret, BoxKey.derive("2026-11", MASTER, OTHER_UID).secret()));
        assertFalse(java.util.Arrays.equals(
                secret, BoxKey.derive("2026-11", filled(7), UID).secret()));
        assertArrayEquals(secret, BoxKey.derive("2026-11", new byte[32], UID).secret());
    }

    @Test
    void aKeyFileGivesTheSameKey() {
        BoxKey read = BoxKey.fromKeyFile(KEY.toKeyFile());

        assertEquals("2026-11", read.keyId());
        assertEquals(UID, read.instanceUid());
        assertArrayEquals(KEY.secret(), read.secret());
        assertThrows(IllegalArgumentException.class, () -> BoxKey.fromKeyFile("2026-11 " + UID));
        assertThrows(IllegalArgumentException.class, () -> BoxKey.fromKeyFile("2026-11 " + UID + " AAAA"));
    }

    @Test
    void aBoxProvesItselfForOneGrantOnly() {
        assertTrue(KEY.proves("j1", KEY.proof("j1")));
        assertFalse(KEY.proves("j1", KEY.proof("j2")));
        assertFalse(KEY.proves("j1", null));
        assertFalse(KEY.proves("j1", ""));
        assertFalse(KEY.proves("j1", BoxKey.derive("2026-11", MASTER, OTHER_UID).proof("j1")));
    }

    @Test
    void aKeyNeverShowsItsSecret() {
        assertEquals("BoxKey[2026-11, " + UID + "]", KEY.toString());
    }

    private static Arguments row(String name, Class<? extends GrantCheck> found, UnaryOperator<String> change) {
        return Arguments.of(Named.of(name, change), found);
    }

    private static String withClaims(String token, String from, String to) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encode(claims.replace(from, to)) + "." + parts[2];
    }

    private static String flipLastClaimsBit(String token) {
        char[] chars = token.toCharArray();
        int at = token.lastIndexOf('.') - 1;
        chars[at] = chars[at] == 'A' ? 'B' : 'A';
        return new String(chars);
    }

    private static String signed(String claims) {
        return signedText(encode(claims));
    }

    /** Signs any text with the right secret, as only a holder of it could. */
    private static String signedText(String text) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(KEY.secret(), "HmacSHA256"));
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
            return "2026-11." + text + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String claims) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
