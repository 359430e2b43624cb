package dev.weft.sdk.model;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Hold what is known of one machine: its prior, the estimate of θ at the start of a series, and the noise.
 *
 * <p>Immutable as long as callers work on {@link #start}'s copies. Thread-safe.
 */
public final class PhysicsModel {
    /** How uncertain the coordinate of an uncalibrated parameter is: a factor e either way. */
    private static final double NOMINAL_SPREAD = 1;

    private final PhysicsPrior prior;
    private final WeightLayout layout;
    private final GaussianEstimate start;
    private final NoiseModel noise;
    private final double samplingInterval;
    private final ModelCard card;

    /**
     * Put a model together.
     *
     * @param start estimate of θ [D] when a series starts; copied
     * @param samplingInterval usual time between two readings in seconds, &gt; 0
     * @throws IllegalArgumentException if the sizes do not fit the prior, or the interval is not positive
     */
    public PhysicsModel(
            PhysicsPrior prior, GaussianEstimate start, NoiseModel noise, double samplingInterval, ModelCard card) {
        this(prior, WeightLayout.of(prior), start, noise, samplingInterval, card);
    }

    private PhysicsModel(
            PhysicsPrior prior,
            WeightLayout layout,
            GaussianEstimate start,
            NoiseModel noise,
            double samplingInterval,
            ModelCard card) {
        this.prior = prior;
        this.layout = layout;
        if (start.dimension() != layout.size()) {
            throw new IllegalArgumentException("θ has " + start.dimension() + " entries, expected " + layout.size()
                    + " for prior " + prior.name());
        }
        int outputs = prior.outputs().size();
        if (noise.measurements().length != outputs || noise.states().length != layout.stateCount()) {
            throw new IllegalArgumentException("the noise is of " + noise.measurements().length + " outputs and "
                    + noise.states().length + " states, expected " + outputs + " and " + layout.stateCount()
                    + " for prior " + prior.name());
        }
        if (!(samplingInterval > 0) || Double.isInfinite(samplingInterval)) {
            throw new IllegalArgumentException(
                    "sampling interval = " + samplingInterval + " s, expected a finite number > 0");
        }
        this.start = start.copy();
        this.noise = noise;
        this.samplingInterval = samplingInterval;
        this.card = card;
    }

    /** Return the model of a machine of which nothing was measured yet: nominal parameters, wide uncertainty. */
    public static PhysicsModel nominal(PhysicsPrior prior, double samplingInterval) {
        WeightLayout layout = WeightLayout.of(prior);
        double[] values = new double[layout.size()];
        double[] spreads = new double[layout.size()];
        int i = 0;
        for (Parameter p : prior.parameters()) {
            values[i] = p.nominal();
            spreads[i++] = NOMINAL_SPREAD;
        }
        for (State s : prior.states()) {
            values[i] = s.start();
            spreads[i++] = s.spread();
        }
        return new PhysicsModel(
                prior,
                GaussianEstimate.independent(layout.toWeights(values), spreads),
                NoiseModel.nominal(prior, samplingInterval),
                samplingInterval,
                ModelCard.nominal());
    }

    /**
     * Return the model of a machine of which one parameter is known for certain.
     *
     * @param parameter its name
     * @param value its value, within its bounds
     * @throws IllegalArgumentException if the prior has no such parameter, or the value is outside of its bounds
     */
    public PhysicsModel withKnown(String parameter, double value) {
        List<Parameter> all = prior.parameters();
        int j = IntStream.range(0, all.size())
                .filter(i -> all.get(i).name().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "parameter " + parameter + " is not one of prior " + prior.name()));
        if (!all.get(j).admits(value)) {
            throw new IllegalArgumentException("parameter " + parameter + " = " + value + ", expected "
                    + all.get(j).lower() + " … " + all.get(j).upper());
        }
        GaussianEstimate known = start.copy();
        known.mean()[j] = layout.slots().get(j).coordinate().toCoordinate(value);
        for (int i = 0; i < known.dimension(); i++) {
            known.covariance().set(i, j, 0);
            known.covariance().set(j, i, 0);
        }
        return new PhysicsModel(prior, layout, known, noise, samplingInterval, card);
    }

    /** Return the prior. */
    public PhysicsPrior prior() {
        return prior;
    }

    /** Return the layout of θ. */
    public WeightLayout layout() {
        return layout;
    }

    /** Return a copy of the estimate of θ at the start of a series. */
    public GaussianEstimate start() {
        return start.copy();
    }

    /** Return the noise. */
    public NoiseModel noise() {
        return noise;
    }

    /** Return the usual time between two readings in seconds. */
    public double samplingInterval() {
        return samplingInterval;
    }

    /** Return where the model comes from. */
    public ModelCard card() {
        return card;
    }

    /**
     * Return the model to start with at another machine of the same kind: the same means, but parameters that may
     * differ from machine to machine.
     *
     * @param spread standard deviation of the coordinates between machines, about relative, &gt;= 0
     * @param shared names of parameters that are the same at all machines
     * @throws IllegalArgumentException if the spread is negative or not finite, or a shared parameter is unknown
     */
    public PhysicsModel forSibling(double spread, Set<String> shared) {
        if (!(spread >= 0) || Double.isInfinite(spread)) {
            throw new IllegalArgumentException("spread = " + spread + ", expected a finite number >= 0");
        }
        for (String name : shared) {
            if (prior.parameters().stream().noneMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException("shared parameter " + name + " is not one of prior " + prior.name());
            }
        }
        GaussianEstimate wider = start.copy();
        for (int j = 0; j < layout.parameterCount(); j++) {
            if (!shared.contains(layout.slots().get(j).name())) {
                wider.covariance().add(j, j, spread * spread);
            }
        }
        return new PhysicsModel(prior, layout, wider, noise, samplingInterval, card);
    }

    /** Return this model with the word that its prior has passed its trial. */
    public PhysicsModel withStamp(PriorStamp stamp) {
        return new PhysicsModel(prior, layout, start, noise, samplingInterval, card.withStamp(stamp));
    }

    /**
     * Return this model with its parameters in other coordinates: the same values, and what is known of them carried over to
     * first order. Drifts count in the new coordinates. Such a model is for computing; a file of it would be refused.
     *
     * @param coordinates one a parameter [M]
     * @throws IllegalArgumentException if there are more or fewer
     */
    public PhysicsModel inCoordinates(List<Coordinate> coordinates) {
        WeightLayout changed = layout.withCoordinates(coordinates);
        double[] mean = changed.toWeights(layout.toPhysical(start.mean()));
        DMatrixRMaj covariance = start.covariance().copy();
        for (int j = 0; j < coordinates.size(); j++) {
            double slope = layout.slots().get(j).coordinate().derivative(start.mean()[j])
                    / coordinates.get(j).derivative(mean[j]);
            CommonOps_DDRM.scaleRow(slope, covariance, j);
            CommonOps_DDRM.scaleCol(slope, covariance, j);
        }
        return new PhysicsModel(prior, changed, new GaussianEstimate(mean, covariance), noise, samplingInterval, card);
    }

    /** Return this model with another noise. */
    public PhysicsModel withNoise(NoiseModel other) {
        return new PhysicsModel(prior, layout, start, other, samplingInterval, card);
    }
}
