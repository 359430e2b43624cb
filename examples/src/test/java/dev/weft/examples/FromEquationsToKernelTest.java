package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FromEquationsToKernelTest {
    @Test
    void stepsOfTheKernelAreThoseOfPlainJava() {
        Printed printed = new Printed();
        double[][] fleet = FromEquationsToKernel.run(printed.stream());

        for (int lane : new int[] {0, 500, 999}) {
            double[] z = {0.5 + 0.001 * lane, 0.5};
            for (int i = 0; i < 100; i++) {
                z = classicalStep(z, 0.05);
            }
            // A hundred steps of a dozen roundings each, in an orbit that does not amplify them.
            assertThat(fleet[0][lane]).isCloseTo(z[0], within(1e-13));
            assertThat(fleet[1][lane]).isCloseTo(z[1], within(1e-13));
        }
        assertThat(printed.toString()).contains("lanes whose bits depend on the generator of code: 0 of 1000");
    }

    private static double[] classicalStep(double[] z, double dt) {
        double[] k1 = rates(z);
        double[] k2 = rates(moved(z, dt / 2, k1));
        double[] k3 = rates(moved(z, dt / 2, k2));
        double[] k4 = rates(moved(z, dt, k3));
        double[] next = new double[2];
        for (int i = 0; i < 2; i++) {
            next[i] = z[i] + dt / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        return next;
    }

    private static double[] moved(double[] z, double by, double[] k) {
        return new double[] {z[0] + by * k[0], z[1] + by * k[1]};
    }

    private static double[] rates(double[] z) {
        double eaten = z[1] * (1 - Math.exp(-0.7 * z[0]));
        return new double[] {z[0] - eaten, 0.8 * eaten - 0.4 * z[1]};
    }
}
