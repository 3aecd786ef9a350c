package dev.berth.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    @ParameterizedTest
    @EnumSource
    void wordIsTheConstantInCamelCase(Reason reason) {
        assertTrue(reason.wire().matches("^([A-Z][a-z]+)+$"), reason.wire());
        assertEquals(
                reason.name(), reason.wire().replaceAll("(?<!^)([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }
}
