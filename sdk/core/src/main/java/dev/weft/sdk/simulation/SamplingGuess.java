package dev.weft.sdk.simulation;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Sampling;
import dev.weft.priors.State;
import dev.weft.solvers.ode.OdeSystem;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Guess how a machine should be sampled whose prior does not say so: from the eigenvalues λ of ∂f/∂x at the nominal start.
 *
 * <p>A record lasts {@value #TIME_CONSTANTS} of the slowest time constants 1/|λ|, in {@value #SAMPLES} samples; where
 * something swings too fast for that, it is sampled {@value #SAMPLES_A_SWING} times a swing and the record is shorter.
 */
public final class SamplingGuess {
    private static final double TIME_CONSTANTS = 10;
    private static final int SAMPLES = 300;
    private static final double SAMPLES_A_SWING = 8;
    /** Slower than this share of the fastest, a mode is an integrator and tells nothing about time. */
    private static final double STANDS_STILL = 1e-9;

    private SamplingGuess() {}

    /** Return what the prior declares, else a guess; one second where nothing moves by itself. */
    public static Sampling of(PhysicsPrior prior) {
        return prior.sampling().orElseGet(() -> guess(prior));
    }

    private static Sampling guess(PhysicsPrior prior) {
        double fastest = 0;
        double slowest = Double.POSITIVE_INFINITY;
        double swing = 0;
        Complex_F64[] modes = modes(prior.system(), arguments(prior));
        for (Complex_F64 mode : modes) {
            fastest = Math.max(fastest, mode.getMagnitude());
        }
        for (Complex_F64 mode : modes) {
            if (mode.getMagnitude() > STANDS_STILL * fastest) {
                slowest = Math.min(slowest, mode.getMagnitude());
            }
            swing = Math.max(swing, Math.abs(mode.getImaginary()));
        }
        if (!(fastest > 0) || Double.isInfinite(fastest)) {
            return new Sampling(1, SAMPLES);
        }
        double step = TIME_CONSTANTS / slowest / SAMPLES;
        return new Sampling(swing > 0 ? Math.min(step, 2 * Math.PI / swing / SAMPLES_A_SWING) : step, SAMPLES);
    }

    private static double[] arguments(PhysicsPrior prior) {
        return Stream.of(
                        prior.states().stream().mapToDouble(State::start),
                        prior.parameters().stream().mapToDouble(Parameter::nominal),
                        prior.inputs().stream().mapToDouble(SamplingGuess::middle))
                .reduce(DoubleStream.empty(), DoubleStream::concat)
                .toArray();
    }

    private static double middle(Input input) {
        return input.range()
                .map(r -> 0.5 * (r.low() + r.high()))
                .orElse(input.fallback().orElse(0));
    }

    private static Complex_F64[] modes(OdeSystem system, double[] arguments) {
        int n = system.stateCount();
        double[] values = new double[system.ratesAndJacobians().outputs()];
        system.ratesAndJacobians()
                .evaluate(arguments, values, system.ratesAndJacobians().newScratch());
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        System.arraycopy(values, n, jacobian.data, 0, n * n);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false);
        if (!eigen.decompose(jacobian)) {
            return new Complex_F64[0];
        }
        Complex_F64[] modes = new Complex_F64[n];
        for (int i = 0; i < n; i++) {
            modes[i] = eigen.getEigenvalue(i);
        }
        return modes;
    }
}
