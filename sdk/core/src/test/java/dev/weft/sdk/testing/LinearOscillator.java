package dev.weft.sdk.testing;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** A mass on a spring as a linear system, x(t+Δt) = F x + b u with F = exp(A Δt): what filters are compared with. */
public final class LinearOscillator {
    public final RealMatrix f;
    public final RealVector b;

    public LinearOscillator(double mass, double stiffness, double damping, double dt) {
        // exp of ((A, B), (0, 0))·Δt is ((F, b), (0, 1)).
        RealMatrix augmented = MatrixUtils.createRealMatrix(
                new double[][] {{0, dt, 0}, {-stiffness / mass * dt, -damping / mass * dt, dt / mass}, {0, 0, 0}});
        RealMatrix exponential = MatrixUtils.matrixExponential(augmented);
        f = exponential.getSubMatrix(0, 1, 0, 1);
        b = new ArrayRealVector(new double[] {exponential.getEntry(0, 2), exponential.getEntry(1, 2)});
    }

    public RealVector step(RealVector x, double u) {
        return f.operate(x).add(b.mapMultiply(u));
    }
}
