package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VectorWarmUpTest {
    @Test
    void isDueOnceAfterEnoughWork() {
        VectorWarmUp warmUp = new VectorWarmUp();

        assertThat(warmUp.isDue(100_000_000)).isFalse();
        assertThat(warmUp.isDue(100_000_000)).isTrue();
        assertThat(warmUp.isDue(100_000_000)).isFalse();
        assertThat(warmUp.isDone()).isFalse();
    }

    @Test
    void isDoneWhenTheVectorCodeHasBecomeTheFasterOne() {
        VectorWarmUp warmUp = new VectorWarmUp();
        AtomicInteger calls = new AtomicInteger();
        Runnable slow = () -> spin(50_000);
        // Compiled after some hundred calls.
        Runnable vector = () -> spin(calls.incrementAndGet() < 300 ? 100_000 : 1_000);

        warmUp.run(vector, slow);

        assertThat(warmUp.isDone()).isTrue();
        assertThat(calls.get()).isGreaterThan(300);
    }

    /** Vector code that never wins would be tried for half a minute. */
    @Test
    void endsSoonAfterAnInterrupt() throws InterruptedException {
        VectorWarmUp warmUp = new VectorWarmUp();
        CountDownLatch running = new CountDownLatch(1);
        Thread thread = new Thread(() -> warmUp.run(
                () -> {
                    running.countDown();
                    spin(20_000);
                },
                () -> spin(1_000)));
        thread.start();
        running.await();
        thread.interrupt();
        thread.join(10_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(warmUp.isDone()).isFalse();
    }

    @Test
    void aKernelGivesTheSameBitsBeforeAndAfter() {
        Expr x = Expr.symbol("x");
        Expr e = x;
        for (int i = 0; i < 20; i++) {
            e = e.times(0.9).plus(x.sin());
        }
        Kernel kernel = Kernel.compile(List.of(e), List.of(x));
        int lanes = 100_000;
        double[][] in = {new double[lanes]};
        java.util.Arrays.setAll(in[0], i -> 0.001 * i);
        double[] scratch = kernel.newScratch();
        double[][] first = {new double[lanes]};
        kernel.evaluate(in, new double[0], first, 0, lanes, scratch);

        double[][] out = {new double[lanes]};
        // Far beyond the work after which the vector code is warmed up, on whatever machine.
        for (int i = 0; i < 200; i++) {
            kernel.evaluate(in, new double[0], out, 0, lanes, scratch);
            assertThat(out[0]).isEqualTo(first[0]);
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
