package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.weft.priors.violation.UsesStandardOut;
import dev.weft.sdk.violation.one.UsesTwo;
import dev.weft.sdk.violation.two.UsesOne;
import dev.weft.solvers.violation.UsesEveryLaterLayer;
import dev.weft.twins.violation.UsesForeignTypes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the rules of {@link ArchitectureTest} fail on classes, in the packages named violation, that break them. */
class ArchitectureRulesTest {
    // The project's classes too: rules about layers want none of them empty.
    private static final JavaClasses WITH_VIOLATIONS = new ClassFileImporter().importPackages("dev.weft");

    static Stream<Arguments> violations() {
        String solvers = UsesEveryLaterLayer.class.getName();
        String twins = UsesForeignTypes.class.getName();
        return Stream.of(
                violation("layers: priors", ArchitectureRules.nothingPointsBack(), solvers + ".prior"),
                violation("layers: sdk", ArchitectureRules.nothingPointsBack(), solvers + ".model"),
                violation("layers: twins", ArchitectureRules.nothingPointsBack(), solvers + ".twin"),
                violation("layers: examples", ArchitectureRules.nothingPointsBack(), solvers + ".example"),
                violation("cycle: one end", ArchitectureRules.noPackageCycles(), UsesTwo.class.getName() + ".two"),
                violation("cycle: other end", ArchitectureRules.noPackageCycles(), UsesOne.class.getName() + ".one"),
                violation("stdout", ArchitectureRules.nobodyPrints(), UsesStandardOut.class.getName() + ".out("),
                violation("stderr", ArchitectureRules.nobodyPrints(), UsesStandardOut.class.getName() + ".err("),
                violation("stack trace", ArchitectureRules.nobodyPrints(), UsesStandardOut.class.getName() + ".trace("),
                violation("Arrow", ArchitectureRules.arrowInItsModule(), twins + ".arrow"),
                violation("JDBC", ArchitectureRules.databaseInItsModule(), twins + ".jdbc"),
                violation("SQLite", ArchitectureRules.databaseInItsModule(), twins + ".sqlite"),
                violation("PostgreSQL", ArchitectureRules.databaseInItsModule(), twins + ".postgresql"),
                violation("Flyway", ArchitectureRules.databaseInItsModule(), twins + ".flyway"),
                violation("picocli", ArchitectureRules.picocliInItsModule(), twins + ".picocli"),
                violation("Micrometer", ArchitectureRules.metricsInTheirModules(), twins + ".micrometer"),
                violation("Prometheus", ArchitectureRules.metricsInTheirModules(), twins + ".prometheus"),
                violation("Javalin", ArchitectureRules.webInItsModule(), twins + ".javalin"),
                violation("Flink", ArchitectureRules.flinkInItsModule(), twins + ".flink"));
    }

    private static Arguments violation(String name, ArchRule rule, String culprit) {
        return arguments(named(name, rule), culprit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void namesTheCulprit(ArchRule rule, String culprit) {
        assertThat(rule.evaluate(WITH_VIOLATIONS).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(culprit));
    }

    @Test
    void leavesTheViolationsOutOfTheProjectsClasses() {
        ImportOption mainClasses = new ArchitectureTest.MainClasses();
        JavaClasses classes =
                new ClassFileImporter().withImportOption(mainClasses).importPackages("dev.weft");

        assertThat(classes).noneMatch(type -> type.getPackageName().contains(".violation"));
    }
}
