package dev.berth.crd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The resource model stands at the bottom: programs depend on it, it depends on none of them (DESIGN.md, Layout). */
class ArrowsTest {

    @Test
    void dependsOnNothingOfOurs() {
        var ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.berth");
        noClasses()
                .that()
                .resideInAPackage("dev.berth.crd..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.berth.controller..",
                        "dev.berth.proxy..",
                        "dev.berth.ttyd..",
                        "dev.berth.box..",
                        "dev.berth.stack..",
                        "dev.berth.helm..",
                        "dev.berth.e2e..")
                .check(ours);
        classes().should().resideInAPackage("dev.berth.crd..").check(ours);
    }
}
