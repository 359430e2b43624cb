package dev.weft.sdk.validation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Sampling;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Excitation;
import dev.weft.sdk.validation.method.ForecastLearner;
import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.sdk.validation.method.ForecastMethods;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Try a prior on simulated machines of which everything is known, and say whether it can be trusted.
 *
 * <p>Machines are drawn about the nominal one. From records of them, with inputs that step at random and the sensors'
 * noise: parameters are fitted and compared with the truth (bias, error, 95 % intervals), from shorter records too;
 * records are disturbed in the ways that plants know; a parameter jumps and drifts under a running filter; invariants are
 * looked at; forecasts are compared with those of persistence, a linear model and a black box, and with those of the
 * prior without one of its parts.
 *
 * <p>That a prior passes says that it can be learned from data such as it describes. It does not say that the machine at
 * hand obeys it: only measured data tell that.
 *
 * <p>Immutable; safe to use from many threads. Uses all cores. Cost: some 15 fits a machine.
 */
public final class PriorValidation {
    private static final int[] SHARES = {8, 4, 2};
    private static final double CONTEXT = 0.4;
    private static final int OTHERS = 48;
    private static final int TRIES = 20;

    private final PhysicsPrior prior;
    private final TrialSettings settings;

    /**
     * Prepare the trial of a prior.
     *
     * @throws IllegalArgumentException if its declaration does not close, or an input has neither a usual range nor a
     *     fallback
     */
    public PriorValidation(PhysicsPrior prior, TrialSettings settings) {
        this.prior = prior;
        this.settings = settings;
        prior.system();
        new Excitation(prior).draw(1, new SplittableRandom(0));
    }

    /**
     * Try it.
     *
     * @param listener is told what begins
     * @throws IntegrationException if its equations have no solution for any of twenty machines in a row, each from any
     *     of twenty starts
     * @throws InterruptedException if the thread is interrupted while the black box is trained
     */
    public PriorReport run(TrialListener listener) throws InterruptedException {
        return new Trial(listener).run();
    }

    /** One trial on its way. */
    private final class Trial {
        private final TrialListener listener;
        private final SplittableRandom random = new SplittableRandom(settings.seed());
        private final TestStand stand = new TestStand(prior, settings);
        private final Sampling sampling = stand.sampling();
        private final int context = Math.max(2, (int) (CONTEXT * sampling.samples()));
        private final List<ForecastLearner> learners = settings.trainingSeconds() > 0
                ? ServiceLoader.load(ForecastLearner.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList()
                : List.of();
        private final int parts = 5 + Disturbance.values().length + SHARES.length + learners.size();
        private int part;
        private int drawn;
        private int unsolvable;

        Trial(TrialListener listener) {
            this.listener = listener;
        }

        private void begin(String words) {
            listener.begins(part++, parts, words);
        }

        PriorReport run() throws InterruptedException {
            begin("fits machines");
            List<MachineRecord> records = records(settings.machines());
            RecoveryStudy study = new RecoveryStudy(prior, settings.noise());
            List<Optional<CalibrationResult>> fits = study.fits(records);
            Recovery recovery = study.compare(records, fits);
            List<Recovery> byLength = byLength(study, records, recovery);
            begin("follows a parameter that moves");
            Optional<Following> following = new FollowingStudy(prior, stand)
                    .follow(records, fits, recovery, settings.spread(), random.nextLong());
            List<DisturbanceEffect> disturbances = disturbances(recovery, records);
            begin("looks at invariants");
            List<InvariantResult> invariants = new InvariantStudy(prior).check(records);
            begin("compares forecasts");
            ComparisonStudy comparison = new ComparisonStudy(records(settings.machines()), context);
            PhysicsModel model = PhysicsModel.nominal(prior, sampling.step()).withNoise(noise());
            List<MethodScore> scores = scores(comparison, model);
            begin("takes the prior apart");
            PriorReport open = new PriorReport(
                    prior,
                    settings,
                    sampling,
                    prior.sampling().isEmpty(),
                    1 - (double) unsolvable / drawn,
                    recovery,
                    byLength,
                    following,
                    disturbances,
                    invariants,
                    context,
                    scores,
                    ablations(comparison, model),
                    List.of());
            return open.withCriteria(new Criteria(open).judge());
        }

        private List<MachineRecord> records(int count) {
            return IntStream.range(0, count).mapToObj(i -> record()).toList();
        }

        /** A machine whose equations have no solution is replaced by another, and counted. */
        private MachineRecord record() {
            IntegrationException last = null;
            for (int attempt = 0; attempt < TRIES; attempt++) {
                drawn++;
                try {
                    return stand.record(stand.machine(random), sampling.samples(), random);
                } catch (IntegrationException hopeless) {
                    unsolvable++;
                    last = hopeless;
                }
            }
            throw last == null ? new IllegalStateException("no attempt was made") : last;
        }

        private List<Recovery> byLength(RecoveryStudy study, List<MachineRecord> records, Recovery whole) {
            List<Recovery> lengths = new ArrayList<>();
            for (int share : SHARES) {
                int samples = Math.max(2, sampling.samples() / share);
                begin("fits " + samples + " samples");
                List<MachineRecord> shorter =
                        records.stream().map(r -> r.first(samples)).toList();
                lengths.add(study.compare(shorter, study.fits(shorter)));
            }
            lengths.add(whole);
            return lengths;
        }

        private List<DisturbanceEffect> disturbances(Recovery recovery, List<MachineRecord> records) {
            Set<String> told = DisturbanceStudy.told(recovery);
            List<Machine> machines = records.stream()
                    .limit(settings.machines() / 2)
                    .map(MachineRecord::machine)
                    .toList();
            DisturbanceStudy study = new DisturbanceStudy(prior, stand, settings.noise());
            List<DisturbanceEffect> effects = new ArrayList<>();
            long seed = random.nextLong();
            for (Disturbance disturbance : Disturbance.values()) {
                begin("tries " + disturbance.words());
                effects.add(study.effect(disturbance, machines, told, seed));
            }
            return effects;
        }

        private List<MethodScore> scores(ComparisonStudy comparison, PhysicsModel model) throws InterruptedException {
            List<ForecastMethod> methods = new ArrayList<>(ForecastMethods.ofPrior(model));
            methods.addAll(ForecastMethods.withoutPhysics());
            if (settings.trainingSeconds() > 0) {
                begin("trains a black box");
                List<MeasuredSeries> others = measured(records(OTHERS));
                methods.add(ForecastMethods.blackBox(prior, others, context, settings.trainingSeconds()));
                for (ForecastLearner learner : learners) {
                    begin("trains a " + learner.name());
                    methods.add(learner.learn(others, context, settings.trainingSeconds(), settings.seed()));
                }
            }
            return methods.stream().map(comparison::score).toList();
        }

        private List<MethodScore> ablations(ComparisonStudy comparison, PhysicsModel model) {
            return ForecastMethods.withoutPart(model, measured(records(OTHERS))).stream()
                    .map(comparison::score)
                    .toList();
        }

        private List<MeasuredSeries> measured(List<MachineRecord> records) {
            return records.stream().map(MachineRecord::measured).toList();
        }

        /** The nominal noise with the sensors' as they are here. */
        private NoiseModel noise() {
            NoiseModel nominal = NoiseModel.nominal(prior, sampling.step());
            double[] sensors = new double[prior.outputs().size()];
            Arrays.setAll(sensors, stand::noise);
            double[] states = new double[prior.states().size()];
            Arrays.setAll(states, nominal::state);
            return new NoiseModel(sensors, states, nominal.drift());
        }
    }
}
