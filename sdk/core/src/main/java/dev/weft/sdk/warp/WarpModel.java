package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.Transition;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Hold a weight-space model with its numbers: what it is made of, the parameters that training found, the units it works
 * in and where it comes from. Immutable and thread-safe.
 */
public final class WarpModel {
    private final WarpSettings settings;
    private final ParameterLayout layout;
    private final double[] parameters;
    private final Normalisation normalisation;
    private final double interval;
    private final boolean intervalKnown;
    private final WarpProvenance provenance;

    /**
     * Put a model together.
     *
     * @param parameters in the order of {@link ParameterLayout}, finite. Copied
     * @param normalisation a scaling for each signal, input and target
     * @param interval Δt, the usual time between two steps in seconds, &gt; 0; the unit of a continuous transition's time
     * @throws IllegalArgumentException if there are more or fewer parameters or scalings than the settings say, a
     *     parameter is not finite, or the interval is not positive
     */
    public WarpModel(
            WarpSettings settings,
            double[] parameters,
            Normalisation normalisation,
            double interval,
            WarpProvenance provenance) {
        this(settings, ParameterLayout.of(settings), parameters.clone(), normalisation, interval, true, provenance);
    }

    private WarpModel(
            WarpSettings settings,
            ParameterLayout layout,
            double[] parameters,
            Normalisation normalisation,
            double interval,
            boolean intervalKnown,
            WarpProvenance provenance) {
        if (parameters.length != layout.size()) {
            throw new IllegalArgumentException(
                    "parameters = " + parameters.length + ", expected " + layout.size() + " as the layout says");
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!Double.isFinite(parameters[i])) {
                throw new IllegalArgumentException("parameter " + layout.at(i).name() + " holds " + parameters[i]
                        + " at " + (i - layout.at(i).offset()) + ", expected finite numbers");
            }
        }
        requireScalings(
                "signals", normalisation.signals().size(), settings.signals().size());
        requireScalings(
                "inputs", normalisation.inputs().size(), settings.inputs().size());
        requireScalings(
                "targets", normalisation.targets().size(), settings.targets().size());
        if (!(interval > 0) || Double.isInfinite(interval)) {
            throw new IllegalArgumentException("interval = " + interval + " s, expected a finite number > 0");
        }
        this.settings = settings;
        this.layout = layout;
        this.parameters = parameters;
        this.normalisation = normalisation;
        this.interval = interval;
        this.intervalKnown = intervalKnown;
        this.provenance = provenance;
    }

    private static void requireScalings(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "normalisation of " + what + " = " + found + " columns, expected one for each, " + expected);
        }
    }

    /** Return what the model is made of. */
    public WarpSettings settings() {
        return settings;
    }

    /** Return where each parameter lies. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Return a copy of all parameters, in the order of {@link #layout}. */
    public double[] parameters() {
        return parameters.clone();
    }

    /**
     * Return a copy of the parameters of one name, row-major.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public double[] parameter(String name) {
        ParameterLayout.Segment segment = layout.segment(name);
        return Arrays.copyOfRange(parameters, segment.offset(), segment.end());
    }

    /** Return A [Dθ×Dθ]; for a continuous transition Λ, whose exponential exp(Λ Δt/interval) carries θ over Δt. */
    public Transition transition() {
        return settings.transition().of(settings.weights(), Arrays.copyOf(parameters, layout.transitionSize()));
    }

    /** Return B [Dθ×Dw], a copy. */
    public DMatrixRMaj inputMatrix() {
        return new DMatrixRMaj(settings.weights(), settings.drivers(), true, parameter("input.B"));
    }

    /** Return the units the model works in. */
    public Normalisation normalisation() {
        return normalisation;
    }

    /** Return Δt, the usual time between two steps in seconds; 1 where it is not known. */
    public double interval() {
        return interval;
    }

    /** Tell whether Δt is known: of a model that somebody else wrote it may not be. */
    public boolean isIntervalKnown() {
        return intervalKnown;
    }

    /** Return where the model comes from. */
    public WarpProvenance provenance() {
        return provenance;
    }

    /** Return a program with this model's parameters, for many series at once. Kernels are generated when first used. */
    public <A> WarpProgram<A> program(RealArrays<A> arrays) {
        WarpProgram<A> program = new WarpProgram<>(arrays, settings);
        program.load(parameters);
        return program;
    }

    /**
     * Change the parameters.
     *
     * @param changed in the order of {@link #layout}, finite. Copied
     * @throws IllegalArgumentException if there are more or fewer than the layout says, or one is not finite
     */
    public WarpModel withParameters(double[] changed) {
        return new WarpModel(settings, layout, changed.clone(), normalisation, interval, intervalKnown, provenance);
    }

    /** Change where the model comes from. */
    public WarpModel withProvenance(WarpProvenance changed) {
        return new WarpModel(settings, layout, parameters, normalisation, interval, intervalKnown, changed);
    }

    /**
     * Forget Δt: steps count, whatever time lies between them.
     *
     * @throws IllegalArgumentException if the transition is continuous, whose unit of time it is
     */
    public WarpModel withUnknownInterval() {
        if (settings.transition().continuous()) {
            throw new IllegalArgumentException(
                    "interval = unknown with a continuous transition, expected the usual time between two steps");
        }
        return new WarpModel(settings, layout, parameters, normalisation, 1, false, provenance);
    }
}
