package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the classes of all modules to the layering. */
@AnalyzeClasses(packages = "dev.weft", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nothingPointsBack = ArchitectureRules.nothingPointsBack();

    @ArchTest
    static final ArchRule noPackageCycles = ArchitectureRules.noPackageCycles();

    @ArchTest
    static final ArchRule nobodyPrints = ArchitectureRules.nobodyPrints();

    @ArchTest
    static final ArchRule arrowInItsModule = ArchitectureRules.arrowInItsModule();

    @ArchTest
    static final ArchRule databaseInItsModule = ArchitectureRules.databaseInItsModule();

    @ArchTest
    static final ArchRule picocliInItsModule = ArchitectureRules.picocliInItsModule();

    @ArchTest
    static final ArchRule metricsInTheirModules = ArchitectureRules.metricsInTheirModules();

    @ArchTest
    static final ArchRule webInItsModule = ArchitectureRules.webInItsModule();

    @ArchTest
    static final ArchRule flinkInItsModule = ArchitectureRules.flinkInItsModule();

    /** A module that is not on this one's class path would pass every rule unseen. */
    @ArchTest
    static void everyModuleIsSeen(JavaClasses classes) {
        assertThat(classes)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "dev.weft.solvers",
                        "dev.weft.priors",
                        "dev.weft.sdk",
                        "dev.weft.sdk.arrow",
                        "dev.weft.sdk.report",
                        "dev.weft.twins",
                        "dev.weft.twins.store.jdbc",
                        "dev.weft.twins.metrics",
                        "dev.weft.twins.cli",
                        "dev.weft.examples");
    }

    /** A package outside the layers would escape the rule that nothing points back. */
    @ArchTest
    static void everyClassIsInALayer(JavaClasses classes) {
        assertThat(classes)
                .allSatisfy(type -> assertThat(ArchitectureRules.LAYERS)
                        .as("layer of %s", type.getName())
                        .anyMatch(layer -> PackageMatcher.of(layer).matches(type.getPackageName())));
    }

    /** ArchUnit's own option knows only the folder target/test-classes, but a build may write to another than target. */
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
