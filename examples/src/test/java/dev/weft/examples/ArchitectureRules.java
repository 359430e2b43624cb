package dev.weft.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/**
 * Says how Weft is layered. {@link ArchitectureTest} holds the project to it, {@link ArchitectureRulesTest} shows that
 * each rule can fail.
 *
 * <p>Rules that only some modules may break name those modules' packages: a new module with a heavy dependency is added
 * to its line here.
 */
final class ArchitectureRules {
    /** The packages of the layers, each used only by those after it. */
    static final String[] LAYERS = {
        "dev.weft.solvers..", "dev.weft.priors..", "dev.weft.sdk..", "dev.weft.twins..", "dev.weft.examples.."
    };

    private ArchitectureRules() {}

    /** Forbids a layer to use one that comes after it. */
    static ArchRule nothingPointsBack() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("solvers")
                .definedBy(LAYERS[0])
                .layer("priors")
                .definedBy(LAYERS[1])
                .layer("sdk")
                .definedBy(LAYERS[2])
                .layer("twins")
                .definedBy(LAYERS[3])
                .layer("examples")
                .definedBy(LAYERS[4])
                .whereLayer("priors")
                .mayOnlyBeAccessedByLayers("sdk", "twins", "examples")
                .whereLayer("sdk")
                .mayOnlyBeAccessedByLayers("twins", "examples")
                .whereLayer("twins")
                .mayOnlyBeAccessedByLayers("examples")
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer();
    }

    /** Forbids packages that need each other, however long the way round. */
    static ArchRule noPackageCycles() {
        return slices().matching("dev.weft.(**)").should().beFreeOfCycles();
    }

    /** Forbids printing: a library that writes to the terminal spoils the output of the program that uses it. */
    static ArchRule nobodyPrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.weft.twins.cli..", "dev.weft.examples..")
                .should(ACCESS_STANDARD_STREAMS);
    }

    static ArchRule arrowInItsModule() {
        return onlyIn("dev.weft.sdk.arrow..", "org.apache.arrow..");
    }

    static ArchRule databaseInItsModule() {
        return onlyIn(
                "dev.weft.twins.store.jdbc..",
                "java.sql..",
                "javax.sql..",
                "org.sqlite..",
                "org.postgresql..",
                "org.flywaydb..");
    }

    static ArchRule picocliInItsModule() {
        return onlyIn("dev.weft.twins.cli..", "picocli..");
    }

    /** Forbids Micrometer but where twins are measured, and in the program that writes the figures down. */
    static ArchRule metricsInTheirModules() {
        return onlyIn(
                new String[] {"dev.weft.twins.metrics..", "dev.weft.twins.cli.."},
                "io.micrometer..",
                "io.prometheus..");
    }

    static ArchRule webInItsModule() {
        return onlyIn("dev.weft.twins.web..", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
    }

    static ArchRule flinkInItsModule() {
        return onlyIn("dev.weft.twins.flink..", "org.apache.flink..");
    }

    private static ArchRule onlyIn(String home, String... foreign) {
        return onlyIn(new String[] {home}, foreign);
    }

    private static ArchRule onlyIn(String[] homes, String... foreign) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign))
                .because("a user of the other modules should not have to carry it");
    }
}
