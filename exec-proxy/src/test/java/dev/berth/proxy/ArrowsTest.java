package dev.berth.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom (README.md). */
final class ArrowsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.berth.proxy");

    @Test
    void decidingTouchesNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("..proxy.route..", "..proxy.access..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.fabric8..",
                        "okhttp3..",
                        "org.slf4j..",
                        "..proxy.http..",
                        "..proxy.web..",
                        "..proxy.relay..",
                        "..proxy.config..")
                .check(OURS);
    }

    @Test
    void plannersTouchNothing() {
        noClasses()
                .that()
                .haveSimpleName("Landing")
                .or()
                .haveSimpleName("Lane")
                .or()
                .haveSimpleName("WakeRule")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "org.slf4j..", "io.netty..")
                .check(OURS);
    }

    @Test
    void theDirectoryKnowsNoBrowser() {
        noClasses()
                .that()
                .resideInAPackage("..proxy.directory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..", "..proxy.route..", "..proxy.http..", "..proxy.web..", "..proxy.relay..")
                .check(OURS);
    }

    @Test
    void theRelayAndThePagesDoNotKnowTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("..proxy.relay..", "..proxy.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..proxy.http..", "..proxy.health..", "..proxy.config..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("..proxy.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "io.fabric8..")
                .check(OURS);
    }

    @Test
    void onlyTheDirectoryTalksToTheApiServer() {
        classes()
                .that()
                .resideOutsideOfPackages("..proxy.directory..")
                .and()
                .doNotHaveSimpleName("Main")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.fabric8.kubernetes.client..")
                .check(OURS);
    }

    @Test
    void timeIsPassedIn() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(OURS);
    }

    @Test
    void noNameSaysNothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(OURS);
    }
}
