package dev.berth.stack.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    private static final String FIELDS_4_TO_21 = "1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0";

    @Test
    void aProcessIsItselfAgain() {
        assertTrue(ProcessIdentity.self().alive());
        assertEquals(
                Optional.of(ProcessIdentity.self()),
                ProcessIdentity.parse(ProcessIdentity.self().toLine()));
    }

    @Test
    void aStrangerUnderTheSamePidIsNotIt() {
        ProcessIdentity self = ProcessIdentity.self();
        assertFalse(new ProcessIdentity(self.pid(), "12345@0badcafe").alive());
    }

    @Test
    void aPidThatNobodyHasIsNobody() {
        assertEquals(Optional.empty(), ProcessIdentity.of(999_999_999));
    }

    @Test
    void aNameWithSpacesAndBracketsDoesNotMoveTheFields() {
        String stat = "42 (a ) (b) S " + FIELDS_4_TO_21 + " 7654321 0 0";
        assertEquals(
                Optional.of(new ProcessIdentity(42, "7654321@boot1234")),
                ProcessIdentity.fromStat(42, stat, "boot1234"));
    }

    @Test
    void aZombieHasEnded() {
        assertEquals(
                Optional.empty(),
                ProcessIdentity.fromStat(42, "42 (etcd) Z " + FIELDS_4_TO_21 + " 7654321 0", "boot1234"));
    }

    @Test
    void aCutPidFileNamesNobody() {
        for (String line : new String[] {"", "12", "x 3", "12 3 4", "99999999999999999999 3"}) {
            assertEquals(Optional.empty(), ProcessIdentity.parse(line), line);
        }
    }
}
