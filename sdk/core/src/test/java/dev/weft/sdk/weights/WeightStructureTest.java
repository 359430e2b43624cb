package dev.weft.sdk.weights;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.Sampling;
import dev.weft.priors.State;
import dev.weft.sdk.weights.WeightStructure.Block;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightStructureTest {
    /** a → b → shown; c hears of b and tells nobody. rate drives a, hidden drives c. */
    private static final class Chain extends PhysicsPrior {
        final Parameter rate =
                parameter("rate", PER_SECOND).between(0.1, 10).nominal(1).returnsWithin(100);
        final Parameter hidden =
                parameter("hidden", PER_SECOND).between(0.1, 10).nominal(1);
        final State a = state("a", NUMBER).startsAt(1).within(2);
        final State b = state("b", NUMBER).startsAt(3);
        final State c = state("c", NUMBER);

        Chain() {
            equation(a.rate(), rate.times(a).negate());
            equation(b.rate(), rate.times(a.minus(b)));
            equation(c.rate(), hidden.times(b));
            output("shown", b, 0.1, "b");
        }
    }

    private final WeightStructure chain = WeightStructure.of(new Chain());

    @Test
    void statesDependOnWhatTheirEquationsNameAndOnWhatTheseDependOn() {
        // θ = rate, hidden, a, b, c
        assertThat(row(2)).containsExactly(true, false, true, false, false);
        assertThat(row(3)).containsExactly(true, false, true, true, false);
        assertThat(row(4)).containsExactly(true, true, true, true, true);
        assertThat(row(0)).containsExactly(true, false, false, false, false);
    }

    private boolean[] row(int i) {
        boolean[] row = new boolean[5];
        for (int j = 0; j < row.length; j++) {
            row[j] = chain.moves(i, j);
        }
        return row;
    }

    @Test
    void aReadingTellsOfWhatReachesItsOutput() {
        assertThat(List.of(0, 1, 2, 3, 4)).filteredOn(i -> chain.learns(i, 0)).containsExactly(0, 2, 3);
        assertThat(chain.unseen()).containsExactly("parameter.hidden", "state.c");
    }

    @Test
    void blocksSayWhatTheyAre() {
        assertThat(chain.blocks())
                .containsExactly(
                        new Block("A", "parameters", "parameters", "fixed", 2, 4, "1, and e^(−Δt/τ) for 1"),
                        new Block("A", "parameters", "state", "zero", 0, 6, ""),
                        new Block("A", "state", "parameters", "physics", 4, 6, "the flow's slopes"),
                        new Block("A", "state", "state", "physics", 6, 9, "exp(J Δt), exact for every Δt"),
                        new Block(
                                "B", "parameters", "outputs", "free", 1, 2, "a gain: Kalman's, or one that is learned"),
                        new Block("B", "state", "outputs", "free", 2, 3, "a gain: Kalman's, or one that is learned"));
    }

    static Stream<PhysicsPrior> catalogue() {
        return PriorCatalogue.load().all().stream();
    }

    /** What the structure calls zero is zero in the sensitivities that the solver integrates. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void sensitivitiesAreZeroWhereTheStructureSaysSo(PhysicsPrior prior) {
        OdeSystem system = prior.system();
        WeightStructure structure = WeightStructure.of(prior);
        int n = system.stateCount();
        int m = system.parameterCount();
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = prior.states().get(i).start() + 0.3 * prior.states().get(i).spread();
        }
        double[] p = prior.parameters().stream().mapToDouble(Parameter::nominal).toArray();
        double[] u = prior.inputs().stream()
                .mapToDouble(
                        i -> i.range().map(r -> 0.3 * r.low() + 0.7 * r.high()).orElse(1.0))
                .toArray();
        double[] phi = new double[n * n];
        double[] psi = new double[n * m];
        new OdeFlow(system, Tolerances.STANDARD)
                .advance(0, prior.sampling().map(Sampling::step).orElse(1e-3), x, p, u, phi, psi);

        int moving = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m + n; j++) {
                double slope = j < m ? psi[i * m + j] : phi[i * n + j - m];
                if (!structure.moves(m + i, j)) {
                    assertThat(slope).as("%d by %d", i, j).isZero();
                }
                moving += structure.moves(m + i, j) && slope != 0 ? 1 : 0;
            }
        }
        // A structure that calls everything zero, or one that calls nothing so, would pass the above.
        long allowed = structure.blocks().stream()
                .filter(b -> b.matrix().equals("A") && b.rows().equals("state"))
                .mapToInt(Block::entries)
                .sum();
        assertThat((double) moving / allowed).isGreaterThan(0.5);
        assertThat(allowed).isLessThanOrEqualTo((long) n * (n + m));
    }

    @Test
    void scalingIsOfOrderOneAndInvertible() {
        WeightScaling scaling = WeightScaling.of(new Chain());
        double[] theta = {0.5, -0.2, 5, 3, 7};

        double[] scaled = scaling.toOrderOne(theta);
        assertThat(scaled[2]).isEqualTo((5.0 - 1) / 2);
        assertThat(scaled[3]).isZero();
        // rate's coordinate is 0.5 away from that of its nominal value.
        assertThat(scaled[0]).isEqualTo(0.5 - scaling.center(0));
        assertThat(Arrays.equals(scaling.toOrderOne(scaling.toWeights(scaled)), scaled))
                .isTrue();
        assertThat(scaling.toWeights(scaled)).containsExactly(theta, org.assertj.core.data.Offset.offset(1e-12));
    }
}
