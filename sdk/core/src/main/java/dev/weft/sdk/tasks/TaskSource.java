package dev.weft.sdk.tasks;

import java.util.function.IntConsumer;

/** Make the data of a task. Implementations are immutable. */
interface TaskSource {
    /** Return the facts. */
    TaskFacts facts();

    /**
     * Begin a part anew: draw what is drawn for all its trajectories at once.
     *
     * @param split how it is drawn, one of the facts'
     */
    Drawing begin(SplitFacts split);

    /** Draw the trajectories of a part, each once and in order, as they share a stream of random numbers. */
    @FunctionalInterface
    interface Drawing {
        /**
         * Draw the next trajectory.
         *
         * @param n its number, from 0
         * @param inputs planes of the inputs. Modified from {@code at} on
         * @param targets planes of the targets, the same where the task forecasts its inputs. Modified from {@code at} on
         * @param at where the trajectory begins in every plane
         */
        void draw(int n, double[][] inputs, double[][] targets, int at);
    }

    /**
     * Generate the beginning of a part.
     *
     * @param split how it is drawn, one of the facts'
     * @param size how many of its trajectories, the first ones
     * @param progress told after each trajectory how many are done
     * @throws IllegalArgumentException if there are not so many, or fewer than 1 are asked for
     */
    default Trajectories generate(SplitFacts split, int size, IntConsumer progress) {
        if (size < 1 || size > split.size()) {
            throw new IllegalArgumentException("number of trajectories = " + size + ", expected 1 … " + split.size());
        }
        int steps = facts().steps();
        double[][] inputs = new double[facts().inputs().size()][size * steps];
        double[][] targets = facts().forecastsItsInputs()
                ? inputs
                : new double[facts().targets().size()][size * steps];
        Drawing drawing = begin(split);
        for (int n = 0; n < size; n++) {
            drawing.draw(n, inputs, targets, n * steps);
            progress.accept(n + 1);
        }
        return new Trajectories(size, steps, inputs, targets);
    }
}
