package dev.weft.sdk.testing;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Random;

/**
 * Give the closed form of a free, underdamped oscillator ẍ = −κx − γẋ: x = e^(−γt/2) (x₀ cos ωt + (v₀ + γx₀/2)/ω sin ωt)
 * with ω² = κ − γ²/4.
 *
 * @param stiffness κ = k/m in 1/s²
 * @param damping γ = c/m in 1/s
 */
public record FreeOscillator(double stiffness, double damping, double x0, double v0) {
    public double position(double t) {
        double w = Math.sqrt(stiffness - damping * damping / 4);
        double b = (v0 + damping * x0 / 2) / w;
        return Math.exp(-damping * t / 2) * (x0 * Math.cos(w * t) + b * Math.sin(w * t));
    }

    public double velocity(double t) {
        double w = Math.sqrt(stiffness - damping * damping / 4);
        double b = (v0 + damping * x0 / 2) / w;
        double swing = Math.exp(-damping * t / 2) * w * (b * Math.cos(w * t) - x0 * Math.sin(w * t));
        return swing - damping / 2 * position(t);
    }

    /** Return readings of position and velocity, with a force of 0; standard deviations of the noise may be 0. */
    public MeasuredSeries read(int rows, double step, double positionNoise, double velocityNoise, long seed) {
        Random random = new Random(seed);
        double[] times = Lab.times(rows, step);
        double[][] outputs = new double[rows][];
        for (int i = 0; i < rows; i++) {
            outputs[i] = new double[] {
                position(times[i]) + positionNoise * random.nextGaussian(),
                velocity(times[i]) + velocityNoise * random.nextGaussian()
            };
        }
        return new MeasuredSeries("oscillator", times, new double[rows][1], outputs);
    }
}
