package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
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
