package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A kernel that was warmed up, by several threads at once, gives the bits it gives cold. */
class KernelWarmUpTest {
    private static final int LANES = 64;

    @Test
    void warmingUpChangesNoBit() throws InterruptedException {
        Expr x = Expr.symbol("x");
        Expr y = Expr.symbol("y");
        Expr sum = x;
        // Enough operations to gain by vectors: with few, scalar code is as fast and nothing would be waited for.
        for (int i = 1; i <= 20; i++) {
            sum = sum.times(y).plus(x.times(Expr.constant(1.0 / i))).tanh();
        }
        Kernel cold = Kernel.compile(List.of(sum), List.of(x, y)).with(Generator.SCALAR);
        Kernel warm = Kernel.compile(List.of(sum), List.of(x, y));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(new Thread(warm::warmUp));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        double[][] in = new double[2][LANES];
        Random random = new Random(1);
        for (double[] plane : in) {
            Arrays.setAll(plane, i -> random.nextGaussian());
        }
        assertThat(evaluate(warm, in)).isEqualTo(evaluate(cold, in));
    }

    private static double[] evaluate(Kernel kernel, double[][] in) {
        double[][] out = new double[1][LANES];
        kernel.evaluate(in, new double[0], out, 0, LANES, kernel.newScratch());
        return out[0];
    }
}
