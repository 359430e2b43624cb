package dev.weft.sdk.training;

import dev.weft.sdk.warp.WarpBatch;
import dev.weft.sdk.warp.WarpProgram;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.solvers.recurrence.BatchTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Sum losses and gradients of many series on several threads.
 *
 * <p>Series go through in shards of at most 32 lanes. Which series share a shard, the random numbers of a shard, and the
 * order in which shards are added up depend neither on the number of threads nor on their luck: the same call gives the
 * same bits.
 *
 * <p>For one caller at a time; owns its threads until {@link #close}.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
final class BatchEngine<A> implements AutoCloseable {
    private static final int MOST_LANES = 2 * BatchTransition.LANES;
    private static final long LOOK_UP_MILLIS = 50;

    private final WarpProgram<A> program;
    private final int lanes;
    private final List<WarpBatch<A>> batches = new ArrayList<>();
    private final List<double[]> gradients = new ArrayList<>();
    private final ExecutorService pool;

    /**
     * Say how series are fed and how their predictions count.
     *
     * @param fedSteps steps fed with what was measured
     * @param forcing probability that a later step is, too
     * @param contextWeight weight of predictions of steps before {@code fedSteps}
     * @param noise standard deviation of noise on θ_0
     * @param sampling whether samples instead of means are fed back
     * @param convolutional whether the recurrence runs as one convolution
     */
    record Feeding(
            int fedSteps, double forcing, double contextWeight, double noise, boolean sampling, boolean convolutional) {
        /** Return how a forecast is made: nothing random, the context not counted; 0 where all steps are fed and count. */
        static Feeding forecast(int context) {
            return context == 0
                    ? new Feeding(Integer.MAX_VALUE, 0, 1, 0, false, false)
                    : new Feeding(context, 0, 0, 0, false, false);
        }
    }

    /**
     * Hold what came of some series.
     *
     * @param loss sum of the losses
     * @param weight sum of their weights
     * @param fault the first weight of θ that was not finite, if any
     */
    record Sum(double loss, double weight, Optional<Fault> fault) {
        double mean() {
            return loss / weight;
        }

        private Sum plus(Sum other) {
            return new Sum(loss + other.loss, weight + other.weight, fault.or(other::fault));
        }
    }

    /**
     * Say where θ was not finite first.
     *
     * @param series name of the series
     * @param step t
     * @param weight index into θ
     */
    record Fault(String series, int step, int weight) {}

    /**
     * Start.
     *
     * @param batch most series of a call that comes often: shards are no wider
     * @param steps T of the longest series
     */
    BatchEngine(WarpProgram<A> program, int batch, int steps, int threads) {
        this.program = program;
        int wanted = (Math.min(batch, MOST_LANES) + BatchTransition.LANES - 1) / BatchTransition.LANES;
        this.lanes = wanted * BatchTransition.LANES;
        int size = program.layout().size();
        for (int i = 0; i < threads; i++) {
            batches.add(program.batch(lanes, steps));
            gradients.add(new double[size]);
        }
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "weft-training");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Let all threads together see to it that kernels are as fast as they will be.
     *
     * @param stop whether to leave it at that, asked by the caller's thread some times a second
     */
    void warmUp(BooleanSupplier stop) throws InterruptedException {
        List<Future<?>> work = new ArrayList<>();
        try {
            for (int i = 0; i < batches.size(); i++) {
                work.add(pool.submit(program::warmUp));
            }
            boolean done = false;
            while (!done && !stop.getAsBoolean()) {
                done = allDone(work);
            }
        } finally {
            // Interrupts those that are still at it.
            work.forEach(each -> each.cancel(true));
        }
    }

    private static boolean allDone(List<Future<?>> work) throws InterruptedException {
        for (Future<?> each : work) {
            try {
                each.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException atWork) {
                return false;
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
        return true;
    }

    /** Return how many operations of a kernel a step of one series takes, there and back. */
    int operations() {
        return program.operations();
    }

    /** Take the parameters of the next calls. */
    void load(double[] parameters) {
        program.load(parameters);
    }

    /** Return the sum of the losses of some series. */
    Sum loss(List<WarpSeries> series, double interval, Feeding feeding) throws InterruptedException {
        return run(series, interval, feeding, 0, new double[0]);
    }

    /**
     * Return the sum of the losses of some series and its gradient.
     *
     * @param stream tells all random numbers
     * @param gradient [P]. Modified: overwritten
     */
    Sum gradient(List<WarpSeries> series, double interval, Feeding feeding, long stream, double[] gradient)
            throws InterruptedException {
        Arrays.fill(gradient, 0);
        return run(series, interval, feeding, stream, gradient);
    }

    /** Run shards in waves of one a thread, and add up each wave in order. */
    private Sum run(List<WarpSeries> series, double interval, Feeding feeding, long stream, double[] gradient)
            throws InterruptedException {
        Sum sum = new Sum(0, 0, Optional.empty());
        int shards = (series.size() + lanes - 1) / lanes;
        for (int wave = 0; wave < shards; wave += batches.size()) {
            List<Callable<Sum>> work = new ArrayList<>();
            for (int i = 0; i < batches.size() && wave + i < shards; i++) {
                int shard = wave + i;
                int from = shard * lanes;
                List<WarpSeries> part = series.subList(from, Math.min(series.size(), from + lanes));
                WarpBatch<A> batch = batches.get(i);
                double[] own = gradient.length == 0 ? gradient : gradients.get(i);
                work.add(() -> shard(batch, part, interval, feeding, new SplittableRandom(stream + shard), own));
            }
            List<Future<Sum>> done = pool.invokeAll(work);
            for (int i = 0; i < done.size(); i++) {
                sum = sum.plus(result(done.get(i)));
                double[] own = gradients.get(i);
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] += own[k];
                }
            }
        }
        return sum;
    }

    private Sum shard(
            WarpBatch<A> batch,
            List<WarpSeries> part,
            double interval,
            Feeding feeding,
            SplittableRandom random,
            double[] gradient) {
        batch.clear();
        for (int lane = 0; lane < part.size(); lane++) {
            batch.fill(
                    lane, part.get(lane), interval, feeding.fedSteps, feeding.forcing, random, feeding.contextWeight);
        }
        batch.forward(feeding.noise, feeding.sampling, feeding.convolutional, random);
        double loss = batch.loss();
        if (gradient.length > 0) {
            Arrays.fill(gradient, 0);
            batch.backward(1, gradient);
        }
        Optional<Fault> fault = Double.isFinite(loss)
                ? Optional.empty()
                : batch.firstNonFinite().map(at -> new Fault(part.get(at[2]).name(), at[0], at[1]));
        return new Sum(loss, batch.weight(), fault);
    }

    private static Sum result(Future<Sum> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error error) {
            // Such as of memory, which is told in other words than a fault of ours.
            throw error;
        }
        return new IllegalStateException("a shard of a batch failed", e.getCause());
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
