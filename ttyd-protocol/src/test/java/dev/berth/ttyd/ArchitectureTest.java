package dev.berth.ttyd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theProtocolDependsOnNothingOfOursAndDoesNoNetworking() {
        var imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.berth");

        classes()
                .that()
                .resideInAPackage("dev.berth.ttyd..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.berth.ttyd..",
                        "java..",
                        "javax.crypto..",
                        "io.netty.buffer..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(imported);
    }
}
