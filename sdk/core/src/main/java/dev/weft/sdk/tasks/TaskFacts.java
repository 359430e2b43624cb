package dev.weft.sdk.tasks;

import dev.weft.sdk.warp.Scaling;
import java.util.List;

/**
 * Tell what a task is: its data, what is fed, what is scored, and what the paper reports.
 *
 * @param about what is to be learned, in a line
 * @param inputs the channels that a model is fed
 * @param targets the channels that it is scored on; the inputs themselves where the task is to forecast them
 * @param splits the parts of the data, in the order in which they are best looked at
 * @param subsets sizes of the beginnings of the training data that the paper also trains on; empty for most tasks
 * @param steps T, from time 0 to time 1
 * @param context number of steps whose inputs are fed; from then on a model runs free
 * @param firstScored the first step that is scored; the last is T − 1
 * @param normalisation the training targets' range over all channels, as in the reference
 * @param published the paper's figures on the test set, in normalised units
 * @param note what to keep in mind when comparing with them
 */
public record TaskFacts(
        String about,
        List<TaskSignal> inputs,
        List<TaskSignal> targets,
        List<SplitFacts> splits,
        List<Integer> subsets,
        int steps,
        int context,
        int firstScored,
        Scaling.Range normalisation,
        List<PublishedError> published,
        String note) {
    /**
     * Copy the lists and check the steps.
     *
     * @throws IllegalArgumentException unless 0 ≤ firstScored &lt; steps and 1 ≤ context ≤ steps, steps ≥ 2
     */
    public TaskFacts {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        splits = List.copyOf(splits);
        subsets = List.copyOf(subsets);
        published = List.copyOf(published);
        if (steps < 2 || context < 1 || context > steps || firstScored < 0 || firstScored >= steps) {
            throw new IllegalArgumentException("steps = " + steps + ", context = " + context + ", first scored = "
                    + firstScored + ", expected steps >= 2, context within 1 … steps, first scored below steps");
        }
    }

    /** Return the time between two steps, 1/(T − 1). */
    public double timeStep() {
        return 1.0 / (steps - 1);
    }

    /** Return the times [T] as NumPy's {@code linspace(0, 1, T)} has them, the caller's own. */
    public double[] times() {
        double[] times = new double[steps];
        for (int i = 0; i < steps - 1; i++) {
            times[i] = i * timeStep();
        }
        times[steps - 1] = 1;
        return times;
    }

    /**
     * Return how a part is drawn.
     *
     * @throws IllegalArgumentException if the task has no such part
     */
    public SplitFacts split(Split split) {
        return splits.stream()
                .filter(s -> s.split() == split)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("split = " + split.id() + ", expected one of "
                        + splits.stream().map(s -> s.split().id()).toList()));
    }

    /** Tell whether the targets are the inputs. */
    public boolean forecastsItsInputs() {
        return inputs.equals(targets);
    }
}
