package dev.berth.stack.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.stack.voice.FailedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {

    @TempDir
    Path repository;

    @Test
    void testsAreCountedOverModulesAndFailuresExplained() throws IOException {
        report("crds", "TEST-a.xml", """
                <testsuite><testcase name="one" classname="dev.berth.crd.RulesTest"/>
                <testcase name="ownerNeverChanges" classname="dev.berth.crd.RulesTest">
                <failure message="expected 422, got 200&#10;second line">java.lang.AssertionError: expected 422, got 200
                	at org.junit.Assert.fail(Assert.java:1)
                	at dev.berth.crd.RulesTest.ownerNeverChanges(RulesTest.java:88)</failure></testcase></testsuite>
                """);
        report("helm", "TEST-b.xml", """
                <testsuite><testcase name="two" classname="dev.berth.helm.ChartTest"/></testsuite>
                """);
        Path source = repository.resolve("crds/src/test/java/dev/berth/crd/RulesTest.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");

        SurefireReports.Summary summary = new SurefireReports(repository, List.of("crds", "helm", "dev/e2e")).read();

        assertEquals(3, summary.tests());
        FailedTest failed = new Failings(repository, List.of("crds"))
                .explain(Tier.API, summary.failures().getFirst(), Optional.of(5521L), ".berth/log/test-api-server.log");
        assertEquals(
                new FailedTest(
                        "RulesTest.ownerNeverChanges",
                        "expected 422, got 200",
                        "crds/src/test/java/dev/berth/crd/RulesTest.java:88",
                        "./berth test api --only RulesTest --seed 5521",
                        ".berth/log/test-api-server.log"),
                failed);
    }

    @Test
    void aSkippedTestHasNotPassed() throws IOException {
        report("crds", "TEST-a.xml", """
                <testsuite><testcase name="one" classname="A"><skipped/></testcase></testsuite>
                """);
        assertEquals(
                List.of(new SurefireReports.Case("A", "one", "was skipped", "")),
                new SurefireReports(repository, List.of("crds")).read().failures());
    }

    @Test
    void aReportThatIsCutOffIsAFailure() throws IOException {
        report("crds", "TEST-a.xml", "<testsuite><testcase name=");
        SurefireReports.Summary summary = new SurefireReports(repository, List.of("crds")).read();
        assertEquals(1, summary.failures().size());
        assertTrue(summary.failures().getFirst().message().startsWith("cannot be read: "));
    }

    @Test
    void anOldReportIsNotCountedAgain() throws IOException {
        report("crds", "TEST-a.xml", "<testsuite><testcase name='one' classname='A'/></testsuite>");
        SurefireReports reports = new SurefireReports(repository, List.of("crds"));
        reports.forget();
        assertEquals(0, reports.read().tests());
    }

    @Test
    void modulesAreThoseOfTheRoot() throws IOException {
        Files.writeString(
                repository.resolve("pom.xml"),
                "<project><modules><module>crds</module><module>dev/e2e</module></modules></project>");
        assertEquals(List.of("crds", "dev/e2e"), SurefireReports.modules(repository));
    }

    private void report(String module, String name, String xml) throws IOException {
        Path folder = repository.resolve(module).resolve("target/surefire-reports");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), xml);
    }
}
