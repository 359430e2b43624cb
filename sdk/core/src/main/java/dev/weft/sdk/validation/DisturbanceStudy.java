package dev.weft.sdk.validation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Disturb records in every way, and see what that does to what is learned from them. */
final class DisturbanceStudy {
    private static final double CORRELATION = 0.95;
    private static final double OUTLIERS = 0.05;
    private static final double OUTLIER_SIZE = 20;
    private static final double QUANTUM = 4;
    private static final double MISSING = 0.3;
    private static final double KICK = 2e-3;
    private static final double FAR = 2;

    private final PhysicsPrior prior;
    private final TestStand stand;
    private final RecoveryStudy recovery;

    DisturbanceStudy(PhysicsPrior prior, TestStand stand, double noise) {
        this.prior = prior;
        this.stand = stand;
        this.recovery = new RecoveryStudy(prior, noise);
    }

    /**
     * Try one disturbance.
     *
     * @param machines whose records are disturbed
     * @param told names of the parameters that count
     */
    DisturbanceEffect effect(Disturbance disturbance, List<Machine> machines, Set<String> told, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int samples = stand.sampling().samples();
        List<MachineRecord> records = new ArrayList<>();
        List<MachineRecord> others = new ArrayList<>();
        for (Machine machine : machines) {
            try {
                MachineRecord record = disturbed(disturbance, machine, samples, random);
                others.add(stand.record(machine, samples, random));
                records.add(record);
            } catch (IntegrationException hopeless) {
                // Counts as a machine that could not be fitted.
                continue;
            }
        }
        if (records.isEmpty()) {
            return new DisturbanceEffect(disturbance, 0, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
        }
        List<Optional<CalibrationResult>> fits = recovery.fits(records);
        Recovery all = recovery.compare(records, fits);
        Recovery counted = new Recovery(
                all.samples(),
                all.machines(),
                all.fitted(),
                all.parameters().stream().filter(p -> told.contains(p.name())).toList(),
                all.combinations().stream().filter(p -> told.contains(p.name())).toList(),
                all.open());
        return new DisturbanceEffect(
                disturbance,
                (double) all.fitted() / machines.size(),
                counted.error(),
                counted.covered(),
                predictionError(fits, others));
    }

    private MachineRecord disturbed(Disturbance disturbance, Machine machine, int samples, RandomGenerator random) {
        double kick = disturbance == Disturbance.UNMODELLED ? KICK : 0;
        double start = disturbance == Disturbance.WRONG_START ? FAR : TestStand.USUAL_START;
        MachineRecord record = stand.record(machine, samples, Drift.NONE, kick, start, random);
        return switch (disturbance) {
            case WHITE, WRONG_START, UNMODELLED -> record;
            case COLOURED -> record.withMeasured(coloured(record.outputs(), random));
            default -> record.withMeasured(changed(disturbance, record, random));
        };
    }

    private double[][] coloured(double[][] outputs, RandomGenerator random) {
        double[][] readings = new double[outputs.length][];
        double[] noise = new double[outputs[0].length];
        for (int t = 0; t < outputs.length; t++) {
            readings[t] = outputs[t].clone();
            for (int k = 0; k < noise.length; k++) {
                double fresh = stand.noise(k) * random.nextGaussian();
                noise[k] = t == 0 ? fresh : CORRELATION * noise[k] + Math.sqrt(1 - CORRELATION * CORRELATION) * fresh;
                readings[t][k] += noise[k];
            }
        }
        return readings;
    }

    private double[][] changed(Disturbance disturbance, MachineRecord record, RandomGenerator random) {
        double[][] readings = new double[record.length()][];
        for (int t = 0; t < readings.length; t++) {
            readings[t] = record.measured().outputs(t).clone();
            for (int k = 0; k < readings[t].length; k++) {
                double deviation = stand.noise(k);
                double luck = random.nextDouble();
                if (disturbance == Disturbance.OUTLIERS && luck < OUTLIERS) {
                    readings[t][k] += (random.nextBoolean() ? 1 : -1) * OUTLIER_SIZE * deviation;
                } else if (disturbance == Disturbance.QUANTISED) {
                    readings[t][k] = QUANTUM * deviation * Math.rint(readings[t][k] / (QUANTUM * deviation));
                } else if (disturbance == Disturbance.DROPOUT && luck < MISSING) {
                    readings[t][k] = Double.NaN;
                }
            }
        }
        return readings;
    }

    /** Run free with the fitted parameters from the true start of other records. */
    private double predictionError(List<Optional<CalibrationResult>> fits, List<MachineRecord> others) {
        ForecastError scale = new ForecastError(others);
        double[] errors = new double[fits.size()];
        for (int i = 0; i < errors.length; i++) {
            MachineRecord other = others.get(i);
            errors[i] = fits.get(i)
                    .map(fit -> scale.of(other, freeRun(fit, other), 0))
                    .orElse(Double.POSITIVE_INFINITY);
        }
        Arrays.sort(errors);
        return errors[errors.length / 2];
    }

    private double[][] freeRun(CalibrationResult fit, MachineRecord other) {
        int m = prior.parameters().size();
        double[] parameters =
                fit.weights().stream().limit(m).mapToDouble(w -> w.value()).toArray();
        double[] times = new double[other.length()];
        double[][] inputs = new double[other.length()][];
        double[][] outputs = new double[other.length()][];
        for (int t = 0; t < times.length; t++) {
            times[t] = other.measured().time(t);
            inputs[t] = other.measured().inputs(t);
        }
        try {
            Trajectory run = new Simulator(prior).run(parameters, other.states()[0], times, inputs);
            Arrays.setAll(outputs, run::outputs);
        } catch (IntegrationException runsAway) {
            Arrays.setAll(outputs, t -> new double[0]);
        }
        return outputs;
    }

    /** Return the names of the parameters and products that most machines tell. */
    static Set<String> told(Recovery recovery) {
        return recovery.judged().stream().map(ParameterRecovery::name).collect(Collectors.toSet());
    }
}
