package dev.berth.controller.computer;

import static dev.berth.crd.Transport.AUTO;
import static dev.berth.crd.Transport.RELAY;
import static dev.berth.crd.Transport.REPLAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.ComputerStatus;
import dev.berth.crd.CredentialRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which account a computer lives, and which way its bytes go. */
class PlacementTest {

    private static final CredentialRef FIRST = new CredentialRef("fly-token", "token");
    private static final CredentialRef SECOND = new CredentialRef("fly-token-2", "token");
    private static final CredentialRef GONE = new CredentialRef("fly-token-of-yesterday", "token");

    @Test
    void theShorterWayIsTakenWhereThereIsOne() {
        assertEquals(REPLAY, Transports.resolve(AUTO, true));
        assertEquals(RELAY, Transports.resolve(AUTO, false));
        assertEquals(RELAY, Transports.resolve(RELAY, true));
        assertEquals(REPLAY, Transports.resolve(REPLAY, true));
        assertEquals(RELAY, Transports.resolve(null, true), "a word of a later release");
    }

    @Test
    void whatTheProviderCannotDoIsRefusedOnlyWhereItWasAskedFor() {
        assertTrue(Transports.isImpossible(REPLAY, false));
        assertFalse(Transports.isImpossible(AUTO, false));
        assertFalse(Transports.isImpossible(REPLAY, true));
    }

    @Test
    void aNewComputerGoesToTheLeastUsedAccount() {
        assertEquals(SECOND, chosen(null, Map.of(FIRST, 3, SECOND, 2)));
        assertEquals(SECOND, chosen(null, Map.of(FIRST, 1)));
        assertEquals(FIRST, chosen(null, Map.of(FIRST, 2, SECOND, 2)), "of equals the first");
        assertEquals(FIRST, chosen(null, Map.of()));
    }

    @Test
    void aComputerThatHasLivedStaysWithItsVolume() {
        assertEquals(FIRST, chosen(FIRST, Map.of(FIRST, 30, SECOND, 2)));
        assertEquals(GONE, chosen(GONE, Map.of()), "also when the class offers that account no more");
    }

    @Test
    void aProviderWithoutAccountsNeedsNone() {
        assertNull(Accounts.choose(null, List.of(), Map.of()));
    }

    private static @Nullable CredentialRef chosen(
            @Nullable CredentialRef before, Map<CredentialRef, Integer> machines) {
        var status = new ComputerStatus(
                1L, null, null, null, before, null, null, null, null, null, null, null, null, null, null);
        return Accounts.choose(status, List.of(FIRST, SECOND), machines);
    }
}
