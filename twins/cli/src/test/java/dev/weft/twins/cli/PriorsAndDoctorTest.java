package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PriorsAndDoctorTest {
    static java.util.List<String> names() {
        return PriorCatalogue.load().names();
    }

    @Test
    void listsTheCatalogue() {
        assertThat(weft("priors").succeeded().out()).contains(names());
        assertThat(weft("priors", "--json").json().get("priors")).hasSize(names().size());
    }

    @ParameterizedTest
    @MethodSource("names")
    void describesAPrior(String name) {
        PhysicsPrior prior = PriorCatalogue.load().find(name).orElseThrow();
        String text = weft("priors", name).succeeded().out();
        JsonNode json = weft("priors", name, "--json").succeeded().json();

        prior.parameters().forEach(p -> assertThat(text).containsPattern("(?m)^" + p.name() + " .*" + p.meaning()));
        prior.states().forEach(s -> assertThat(text).contains("d(" + s.name() + ")/dt = "));
        prior.outputs().forEach(o -> assertThat(text).contains(o.meaning()));
        prior.inputs().forEach(i -> assertThat(text).contains(i.meaning()));
        prior.invariants().forEach(i -> assertThat(text).contains(i.name()));
        assertThat(json.get("parameters")).hasSameSizeAs(prior.parameters());
        assertThat(json.get("parameters").get(0).get("upper").asDouble())
                .isEqualTo(prior.parameters().get(0).upper());
    }

    @Test
    void tellsRangesOfInputsAndTheUsualRecord() {
        assertThat(weft("priors", "cascaded-tanks").succeeded().out())
                .containsPattern("(?m)^Usual record: 1024 samples, one every 4.000 s$")
                .containsPattern("(?m)^signal +kind +unit +default +from +to +meaning$")
                .containsPattern("(?m)^pump +input +V +needed +1.000 +6.000 +voltage of the pump$");
        JsonNode json = weft("priors", "cascaded-tanks", "--json").succeeded().json();
        assertThat(json.get("sampling").get("step").asDouble()).isEqualTo(4);
        assertThat(json.get("sampling").get("samples").asInt()).isEqualTo(1024);
        assertThat(json.get("inputs").get(0).get("low").asDouble()).isEqualTo(1);
        assertThat(json.get("inputs").get(0).get("high").asDouble()).isEqualTo(6);
    }

    /** A user's prior that is not finished yet. */
    private static final class Draft extends PhysicsPrior {
        Draft() {
            parameter("known", Units.VOLT).between(0, 10).about(2, 0.5);
            parameter("boundless", Units.VOLT);
            state("level", Units.VOLT);
        }
    }

    @Test
    void describesAPriorThatDoesNotClose() {
        Draft draft = new Draft();

        assertThat(new PriorText(draft).toString())
                .contains("d(level)/dt = ?")
                .contains("Incomplete: parameter boundless has no bounds")
                .contains("Incomplete: prior draft: state level has no equation")
                .containsPattern("(?m)^known +V +0 +2.000 ± 0.5000 +10.00 +yes");
        JsonNode json = PriorsCommand.describe(draft);
        assertThat(json.get("gaps")).hasSize(3);
        assertThat(json.get("parameters").get(0).get("standardDeviation").asDouble())
                .isEqualTo(0.5);
        assertThat(json.get("parameters").get(1).has("upper")).isFalse();
        assertThat(json.get("states").get(0).has("rate")).isFalse();
    }

    @Test
    void doctorSaysWhatWorks() {
        assertThat(weft("doctor").succeeded().out())
                .containsPattern("(?m)^ok +JVM .*" + System.getProperty("java.version"))
                .containsPattern("(?m)^(ok|missing) +vector module .*kernels run (\\d+ doubles|one number)")
                .containsPattern("(?m)^[a-zA-Z-]+ +BLAS ")
                .containsPattern("(?m)^ok +matrix products +(ejml|vector|blas)")
                .containsPattern("(?m)^ok +Arrow +works")
                .containsPattern("(?m)^ok +store +SQLite");
        assertThat(weft("doctor", "--json").json().get("findings")).hasSizeGreaterThan(5);
    }
}
