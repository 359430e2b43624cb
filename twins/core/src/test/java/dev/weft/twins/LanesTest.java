package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.MemoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What compiled kernels do to twins in lanes, against a second implementation: the weights that move one by one. */
class LanesTest {
    private static final int READINGS = 150;

    /** How far both may be apart, in standard deviations: kernels take fixed steps, and tangents where the others take secants. */
    private static final double APART = 0.1;

    /** Priors whose machines, with usual inputs, are at a kink all the time: at rest, or of two equal streams. */
    private static final Set<String> AT_A_KINK = Set.of("pneumatic-cylinder", "counter-flow-exchanger");

    /** Where less is known, without an output or by weights that do not learn, their states are less sure than kernels need. */
    private static final Set<String> UNSURE = Set.of("rotor-on-bearings", "cascaded-tanks");

    /** What may be different about a twin, of which there is still nothing to say. */
    private enum Case {
        USUAL,
        FIRST_OUTPUT_HAS_NO_SENSOR,
        COARSE_SENSORS,
        OTHER_WEIGHTS_SERVE,
        OTHER_WEIGHTS_SERVE_AND_COARSE_SENSORS;

        boolean coarse() {
            return this == COARSE_SENSORS || this == OTHER_WEIGHTS_SERVE_AND_COARSE_SENSORS;
        }

        Policy policy() {
            return ordinal() < OTHER_WEIGHTS_SERVE.ordinal()
                    ? Policy.standard()
                    : Policy.standard().withMode(Mode.APPROVE);
        }
    }

    @TestFactory
    Stream<DynamicNode> agreeWithWeightsThatMoveAlone() {
        return Stream.of(Case.values())
                .map(which -> DynamicContainer.dynamicContainer(
                        which.name(),
                        PriorCatalogue.load().all().stream()
                                .filter(prior -> which != Case.FIRST_OUTPUT_HAS_NO_SENSOR
                                        || prior.outputs().size() > 1)
                                .map(prior -> DynamicTest.dynamicTest(prior.name(), () -> agrees(prior, which)))));
    }

    private static void agrees(PhysicsPrior prior, Case which) {
        double interval = prior.sampling().map(s -> s.step()).orElse(1.0);
        PhysicsModel model = sure(PhysicsModel.nominal(prior, interval));
        MemoryStore store = new MemoryStore();
        Policy policy = which.policy();
        Twin twin = Twin.of(model).guardedBy(policy).openIn(store, "twin");
        TwinSnapshot start = twin.snapshot();
        LiveWeights alone = new LiveWeights(
                model,
                policy,
                LiveWeights.gate(model, policy),
                policy.servesAdapting("twin"),
                start,
                0,
                start.estimate());
        int together = 0;
        int repeated = 0;
        List<String> findings = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        double worst = 0;
        double[] last = {};
        for (Reading complete : readings(model)) {
            Reading reading = of(complete, model, which);
            findings.add(twin.update(reading).finding().name());
            LiveWeights.Step step = alone.step(reading);
            expected.add(step.finding().name());
            if (twin.home().step().isAccepted(twin.lane())) {
                together++;
                repeated += Arrays.equals(reading.outputs(), last) ? 1 : 0;
                Observation observed =
                        store.latestSingle("twin").orElseThrow().observation().orElseThrow();
                worst = Math.max(worst, apart(observed, step.observation()));
            }
            last = reading.outputs();
            worst = Math.max(worst, apart(twin.snapshot(), alone.snapshot()));
        }
        assertThat(findings).isEqualTo(expected);
        assertThat(worst).isLessThan(APART);
        boolean unsure = which != Case.USUAL && UNSURE.contains(prior.name());
        if (LaneModels.of(model).isPresent() && !AT_A_KINK.contains(prior.name()) && !unsure) {
            assertThat(together).as("readings that the kernels took").isGreaterThan(READINGS / 2);
            assertThat(repeated > 0).as("values repeated, %d", repeated).isEqualTo(which.coarse());
        }
    }

    private static Reading of(Reading complete, PhysicsModel model, Case which) {
        double[] y = complete.outputs().clone();
        if (which == Case.FIRST_OUTPUT_HAS_NO_SENSOR) {
            y[0] = Double.NaN;
        }
        for (int k = 0; k < y.length && which.coarse(); k++) {
            double step = 4 * model.noise().measurement(k);
            y[k] = step * Math.rint(y[k] / step);
        }
        return new Reading(complete.time(), complete.inputs(), y);
    }

    private static double apart(TwinSnapshot a, TwinSnapshot b) {
        assertThat(a.memory()).hasSameSizeAs(b.memory());
        assertThat(a.serving().isPresent()).isEqualTo(b.serving().isPresent());
        return Math.max(
                apart(a.estimate(), b.estimate()),
                a.serving().isPresent() ? apart(a.serving().get(), b.serving().get()) : 0);
    }

    private static double apart(GaussianEstimate a, GaussianEstimate b) {
        double worst = 0;
        for (int i = 0; i < a.dimension(); i++) {
            double deviation = b.standardDeviation(i);
            double difference = Math.abs(a.mean()[i] - b.mean()[i]);
            worst = Math.max(worst, deviation == 0 ? difference : difference / deviation);
        }
        return worst;
    }

    /** How far apart they expect outputs, read or not, in the larger of their standard deviations. */
    private static double apart(Observation a, Observation b) {
        double worst = 0;
        for (int k = 0; k < a.expected().length; k++) {
            double deviation = Math.max(a.expectedDeviation()[k], b.expectedDeviation()[k]);
            worst = Math.max(worst, Math.abs(a.expected()[k] - b.expected()[k]) / deviation);
            assertThat(a.expectedDeviation()[k]).isBetween(0.9 * deviation, deviation);
        }
        return worst;
    }

    /** Returns the model that knows its parameters to 5 % and its states to a hundredth of their spread. */
    private static PhysicsModel sure(PhysicsModel model) {
        int m = model.layout().parameterCount();
        GaussianEstimate start = model.start();
        for (int i = 0; i < start.dimension(); i++) {
            double deviation = i < m ? 0.05 : 0.01 * start.standardDeviation(i);
            start.covariance().set(i, i, deviation * deviation);
        }
        return new PhysicsModel(model.prior(), start, model.noise(), model.samplingInterval(), model.card());
    }

    /** Measures the machine that the model believes in, with noise, a few outliers, repeats and gaps. */
    private static List<Reading> readings(PhysicsModel model) {
        PhysicsPrior prior = model.prior();
        Random random = new Random(1);
        double[] times = new double[READINGS];
        double[][] inputs = new double[READINGS][];
        double[] u = prior.inputs().stream()
                .mapToDouble(in -> in.fallback()
                        .orElseGet(() ->
                                in.range().map(r -> 0.5 * (r.low() + r.high())).orElse(0.0)))
                .toArray();
        for (int i = 0; i < READINGS; i++) {
            times[i] = i * model.samplingInterval();
            inputs[i] = u;
        }
        double[] physical = model.layout().toPhysical(model.start().mean());
        int m = model.layout().parameterCount();
        Trajectory truth = new Simulator(prior)
                .run(Arrays.copyOf(physical, m), Arrays.copyOfRange(physical, m, physical.length), times, inputs);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            if (i > 100 && i < 104) {
                continue;
            }
            double[] y = truth.outputs(i).clone();
            for (int k = 0; k < y.length; k++) {
                y[k] += model.noise().measurement(k) * random.nextGaussian() * (i % 40 == 30 ? 30 : 1);
                y[k] = i % 50 == 20 ? Double.NaN : y[k];
            }
            readings.add(new Reading(times[i], u, y));
        }
        return readings;
    }
}
