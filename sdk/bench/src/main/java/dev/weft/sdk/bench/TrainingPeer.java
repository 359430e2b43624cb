package dev.weft.sdk.bench;

import java.util.List;

/**
 * Take the same step of training with another library; found with {@link java.util.ServiceLoader}.
 *
 * <p>A dense A, 2 signals, swish, float, teacher-forced; forward and backward.
 */
public interface TrainingPeer {
    /** Return the library's name and version. */
    String name();

    /**
     * Prepare a step.
     *
     * @param hidden widths of the root network's hidden layers
     * @param batch number of series
     * @param steps their length
     */
    Step open(List<Integer> hidden, int batch, int steps);

    /** A step that can be taken again and again. */
    interface Step extends AutoCloseable {
        /** Take it; return a number that all of the work went into. */
        double run();

        @Override
        void close();
    }
}
