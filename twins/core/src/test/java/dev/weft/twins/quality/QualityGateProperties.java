package dev.weft.twins.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The quick look at a reading and the thorough one find the same and remember the same. */
class QualityGateProperties {
    private static final PhysicsPrior ROOM =
            PriorCatalogue.load().find("rc-room-two-states").orElseThrow();
    private static final double INTERVAL = 60;

    /** A reading: time after the one before in intervals, and what its signals show. */
    record Step(double ahead, double ambient, double sun, double heater, double indoor) {}

    @Provide
    Arbitrary<List<Step>> series() {
        Arbitrary<Double> ahead = Arbitraries.frequency(
                Tuple.of(20, 1.0),
                Tuple.of(1, 0.0),
                Tuple.of(1, -2.0),
                Tuple.of(1, 7.0),
                Tuple.of(1, 5e4),
                Tuple.of(1, Double.NaN));
        return Combinators.combine(ahead, signal(283), signal(100), signal(500), signal(294))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    private static Arbitrary<Double> signal(double usual) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.doubles().between(usual - 1, usual + 1).ofScale(1)),
                Tuple.of(1, Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, 0.0, -9999.0, 1e9, usual - 273.15)));
    }

    @Property(tries = 500)
    void theQuickLookFindsWhatTheThoroughOneFinds(@ForAll("series") List<Step> series) {
        QualityGate gate = new QualityGate(ROOM, QualityRules.of(ROOM, INTERVAL));
        double[] thorough = gate.newMemory();
        // The quick look works in a larger array, at a place of its own.
        double[] quick = new double[gate.memorySize() + 5];
        System.arraycopy(thorough, 0, quick, 3, thorough.length);
        double time = 0;
        for (Step step : series) {
            time = step.ahead() * INTERVAL + (Double.isNaN(time) ? 0 : time);
            double[] u = {step.ambient(), step.sun(), step.heater()};
            double[] y = {step.indoor()};
            double[] before = quick.clone();

            Inspection inspection = gate.inspect(time, u, y, new double[0], Optional.empty(), thorough);
            boolean passes = gate.passes(time, new double[] {u[0], u[1], u[2], y[0]}, quick, 3);

            assertThat(passes).isEqualTo(inspection.findings().isEmpty());
            assertThat(passes ? thorough : before).containsExactly(passes ? memory(quick, thorough.length) : quick);
            System.arraycopy(thorough, 0, quick, 3, thorough.length);
        }
    }

    private static double[] memory(double[] quick, int size) {
        return Arrays.copyOfRange(quick, 3, 3 + size);
    }
}
