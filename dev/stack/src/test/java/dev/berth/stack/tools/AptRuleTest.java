package dev.berth.stack.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptRuleTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'not Debian: told what to run',           false, true,  true,  true,  true,  TELL",
        "'not root: told what to run',             true,  false, true,  true,  true,  TELL",
        "'root with --yes',                        true,  true,  true,  false, false, INSTALL",
        "'root in CI',                             true,  true,  false, true,  false, INSTALL",
        "'root at a terminal is asked',            true,  true,  false, false, true,  ASK",
        "'root in a pipe: nobody can be asked',    true,  true,  false, false, false, TELL",
    })
    void packagesAreInstalledOnlyWhenAskedOrTold(
            String sentence,
            boolean debian,
            boolean root,
            boolean yes,
            boolean ci,
            boolean terminal,
            AptRule.Decision decision) {
        assertEquals(decision, new AptRule(debian, root, yes, ci, terminal).decide(), sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "go version go1.26.8 linux/amd64, true",
        "go version go1.27 linux/arm64,   true",
        "go version go1.19.8 linux/amd64, false",
        "go version go1.26rc1 linux/amd64, false",
        "'',                              false",
    })
    void anOldGoIsNoGo(String version, boolean usable) {
        assertEquals(usable, GoToolchain.newEnough(version == null ? "" : version));
    }
}
