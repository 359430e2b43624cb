package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.testing.Run;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drives every prior of the catalogue over the record it declares, its inputs stepping about their declared ranges. */
class CatalogueRecordTest {
    private static final int LEVELS = 16;

    static List<PhysicsPrior> priors() {
        return PriorCatalogue.load().all();
    }

    @ParameterizedTest
    @MethodSource("priors")
    void aRecordCanBeMadeFromTheDeclarationAlone(PhysicsPrior prior) {
        assertThat(prior.sampling()).as(prior.name()).isPresent();
        assertThat(prior.inputs()).allSatisfy(i -> {
            assertThat(i.range()).as(i.name()).isPresent();
            Input.Range range = i.range().orElseThrow();
            i.fallback().ifPresent(v -> assertThat(v).as(i.name()).isBetween(range.low(), range.high()));
        });
        assertThat(prior.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("priors")
    void overItsRecordStatesStayFiniteInvariantsHoldAndEveryParameterShows(PhysicsPrior prior) {
        Sampling sampling = prior.sampling().orElseThrow();
        double[] parameters = nearNominal(prior.parameters());
        Run run = new Run(
                prior,
                parameters,
                prior.states().stream().mapToDouble(State::start).toArray());
        Effects effects = new Effects(prior);
        for (int i = 1; i < sampling.samples(); i++) {
            double[] inputs = inputs(prior, (i - 1) * LEVELS / (sampling.samples() - 1));
            run.step(sampling.step(), inputs);
            effects.advance(run, inputs);
            for (int s = 0; s < prior.states().size(); s++) {
                assertThat(run.state(s)).as(prior.states().get(s).name()).isFinite();
            }
            for (Invariant invariant : prior.invariants()) {
                // Products of non-negative factors: rounding cannot make them negative.
                assertThat(run.valueOf(invariant.nonNegative(), inputs))
                        .as(invariant.name())
                        .isNotNegative();
            }
        }
        effects.check();
    }

    /** A tenth above and below in turn: at nominal values two slopes may be equal, and what parts them without effect. */
    private static double[] nearNominal(List<Parameter> parameters) {
        double[] values = new double[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter p = parameters.get(i);
            double moved = p.nominal() * (i % 2 == 0 ? 1.1 : 0.9);
            values[i] = p.admits(moved) ? moved : p.nominal();
        }
        return values;
    }

    /** The levels of an input are spread over its range by a golden-ratio sequence, each input by a step of its own. */
    private static double[] inputs(PhysicsPrior prior, int level) {
        double[] values = new double[prior.inputs().size()];
        for (int i = 0; i < values.length; i++) {
            Input.Range range = prior.inputs().get(i).range().orElseThrow();
            double share = (level + 1) * Math.pow(0.6180339887498949, i + 1) % 1;
            // The first two levels are the ends themselves.
            share = level == 0 ? 1 : level == 1 ? 0 : share;
            values[i] = range.low() + (range.high() - range.low()) * share;
        }
        return values;
    }

    /** The sensitivities of states and outputs to the parameters, chained from interval to interval. */
    private static final class Effects {
        private final PhysicsPrior prior;
        private final int n;
        private final int m;
        private final double[] largest;
        private double[] s;

        Effects(PhysicsPrior prior) {
            this.prior = prior;
            this.n = prior.states().size();
            this.m = prior.parameters().size();
            this.s = new double[n * m];
            this.largest = new double[m];
        }

        void advance(Run run, double[] inputs) {
            double[] phi = run.phi();
            double[] next = run.psi();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    for (int k = 0; k < n; k++) {
                        next[i * m + j] += phi[i * n + k] * s[k * m + j];
                    }
                }
            }
            s = next;
            double[] out = run.outputsAndJacobians(inputs);
            assertThat(out).as(prior.name()).matches(Run::allFinite);
            int q = prior.outputs().size();
            for (int o = 0; o < q; o++) {
                double noise = prior.outputs().get(o).noise();
                for (int j = 0; j < m; j++) {
                    double effect = out[q + q * n + o * m + j];
                    for (int k = 0; k < n; k++) {
                        effect += out[q + o * n + k] * s[k * m + j];
                    }
                    largest[j] = Math.max(largest[j], Math.abs(effect) / noise);
                }
            }
        }

        /** Half of a parameter's size moves some output by its noise, and a record averages many: it is worth fitting. */
        void check() {
            assertThat(Arrays.stream(largest).allMatch(Double::isFinite))
                    .as("sensitivities of " + prior.name())
                    .isTrue();
            Stream.iterate(0, j -> j < m, j -> j + 1).forEach(j -> {
                Parameter p = prior.parameters().get(j);
                double size = Math.max(Math.abs(p.nominal()), (p.upper() - p.lower()) / 1e3);
                assertThat(0.5 * size * largest[j])
                        .as("effect of " + p.name() + " of " + prior.name() + " in standard deviations of the noise")
                        .isGreaterThan(1);
            });
        }
    }
}
