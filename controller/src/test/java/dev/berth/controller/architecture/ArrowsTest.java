package dev.berth.controller.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which (DESIGN.md, java-operators.md 5). */
class ArrowsTest {

    private static final String ROOT = "dev.berth.controller";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void programsDoNotKnowEachOther() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.berth.proxy..", "dev.berth.frontend..", "dev.berth.box..", "dev.berth.stack..")
                .check(CODE);
    }

    @Test
    void plannersAndStatusesArePure() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Planner")
                .or()
                .haveSimpleNameEndingWith("Statuses")
                .or()
                .haveSimpleNameEndingWith("Conditions")
                .or()
                .haveSimpleName("Outcomes")
                .or()
                .haveSimpleName("WantedState")
                .or()
                .haveSimpleName("Decision")
                .or()
                .haveSimpleName("SleepTimes")
                .or()
                .haveSimpleName("Idleness")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client..",
                        "io.javaoperatorsdk..",
                        "okhttp3..",
                        "org.slf4j..",
                        "java.net.http..",
                        "com.github.dockerjava..")
                .check(CODE);
    }

    @Test
    void onlyMainNamesAProvider() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".provider.container..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".provider.container..")
                .check(CODE);
    }

    @Test
    void providersKnowNothingOfReconcilers() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".computer..",
                        ROOT + ".instance..",
                        ROOT + ".face..",
                        ROOT + ".kube..",
                        ROOT + ".activity..")
                .check(CODE);
    }

    @Test
    void theOperatorFrameworkStaysAtTheEdge() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".status..",
                        ROOT + ".activity..",
                        ROOT + ".config..",
                        ROOT + ".fault..",
                        ROOT + ".health..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.javaoperatorsdk..")
                .check(CODE);
    }

    @Test
    void onlyOneClassWritesStatuses() {
        noClasses()
                .that()
                .doNotHaveSimpleName("StatusWriter")
                .should()
                .callMethodWhere(new DescribedPredicate<>("a status is written") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                        return call.getName().equals("subresource")
                                || call.getName().equals("patchStatus")
                                || call.getName().equals("updateStatus")
                                || call.getName().equals("editStatus");
                    }
                })
                .check(CODE);
    }

    @Test
    void onlyOneClassWritesEvents() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EventRecorder")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.kubernetes.api.model.events..")
                .check(CODE);
    }

    @Test
    void nobodyAsksAClockThatWasNotGiven() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CODE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses()
                .should()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Manager")
                .check(CODE);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(CODE);
    }

    @Test
    void reconcilersAreThin() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Reconciler")
                .should()
                .bePublic()
                .check(CODE);
    }
}
