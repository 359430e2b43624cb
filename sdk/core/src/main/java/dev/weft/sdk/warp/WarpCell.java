package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.LinearRecurrence;
import dev.weft.solvers.recurrence.Transition;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Hold what all streams of a model share: A, B, the taps of the convolution, φ and the compiled root network, in double
 * precision.
 *
 * <p>Immutable but for kernels that are generated when first used; safe to use from many threads, each with its own
 * {@link WarpStream}s.
 */
public final class WarpCell {
    private final WarpSettings settings;
    private final WarpProgram<double[]> program;
    private final Transition transition;
    private final DMatrixRMaj input;
    private final double interval;
    private final Optional<LinearRecurrence> recurrence;

    /**
     * Take a model's numbers.
     *
     * @param parameters in the order of {@link ParameterLayout}, finite. Not modified; copied
     * @param interval usual Δt, the unit of a continuous transition's time, &gt; 0
     * @throws IllegalArgumentException if the number of parameters is another, one of A or B is not finite, or the
     *     interval is not positive
     */
    public WarpCell(WarpSettings settings, double[] parameters, double interval) {
        if (!(interval > 0) || Double.isInfinite(interval)) {
            throw new IllegalArgumentException("usual interval = " + interval + " s, expected a finite number > 0");
        }
        this.settings = settings;
        this.interval = interval;
        this.program = new WarpProgram<>(RealArrays.doubles(), settings);
        program.load(parameters);
        ParameterLayout layout = program.layout();
        int d = settings.weights();
        this.transition = settings.transition().of(d, Arrays.copyOf(parameters, layout.transitionSize()));
        int at = layout.segment("input.B").offset();
        this.input = new DMatrixRMaj(d, settings.drivers());
        System.arraycopy(parameters, at, input.data, 0, input.data.length);
        this.recurrence = settings.transition().continuous()
                ? Optional.empty()
                : Optional.of(new LinearRecurrence(transition, input));
    }

    /** Return the settings. */
    public WarpSettings settings() {
        return settings;
    }

    /** Return A, or Λ where the transition is continuous. */
    public Transition transition() {
        return transition;
    }

    /** Begin a series. */
    public WarpStream stream() {
        return new WarpStream(this);
    }

    /**
     * Return the recurrence for a step of some length.
     *
     * @param dt Δt in seconds; matters only where the transition is continuous
     */
    public LinearRecurrence recurrence(double dt) {
        return recurrence.orElseGet(() -> new LinearRecurrence(transition.exponential(dt / interval), input));
    }

    WarpProgram<double[]> program() {
        return program;
    }
}
