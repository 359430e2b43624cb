package dev.weft.sdk.tasks;

/**
 * Hold N trajectories of T steps: inputs [N×T×C] that a model is fed and targets [N×T×D] that it is scored on, in raw
 * units. Where a task is to forecast its own inputs, the targets are the inputs.
 *
 * <p>Each channel is a plane of its own, trajectory after trajectory. Immutable and safe to share between threads.
 */
public final class Trajectories {
    private final int count;
    private final int steps;
    private final double[][] inputs;
    private final double[][] targets;

    /** Take planes [C][≥ N·T] and [D][≥ N·T] over. */
    Trajectories(int count, int steps, double[][] inputs, double[][] targets) {
        this.count = count;
        this.steps = steps;
        this.inputs = inputs;
        this.targets = targets;
    }

    /** Return N. */
    public int count() {
        return count;
    }

    /** Return T. */
    public int steps() {
        return steps;
    }

    /** Return C. */
    public int inputChannels() {
        return inputs.length;
    }

    /** Return D. */
    public int targetChannels() {
        return targets.length;
    }

    /**
     * Return one input.
     *
     * @throws IndexOutOfBoundsException if trajectory, step or channel is none of these
     */
    public double input(int trajectory, int step, int channel) {
        return inputs[channel][index(trajectory, step)];
    }

    /**
     * Return one target.
     *
     * @throws IndexOutOfBoundsException if trajectory, step or channel is none of these
     */
    public double target(int trajectory, int step, int channel) {
        return targets[channel][index(trajectory, step)];
    }

    private int index(int trajectory, int step) {
        if (trajectory < 0 || trajectory >= count || step < 0 || step >= steps) {
            throw new IndexOutOfBoundsException(
                    "trajectory " + trajectory + ", step " + step + ", expected below " + count + " and " + steps);
        }
        return trajectory * steps + step;
    }

    /**
     * Return the first trajectories alone; nothing is copied.
     *
     * @throws IllegalArgumentException if there are not so many, or fewer than 1 are asked for
     */
    public Trajectories first(int size) {
        if (size < 1 || size > count) {
            throw new IllegalArgumentException("number of trajectories = " + size + ", expected 1 … " + count);
        }
        return new Trajectories(size, steps, inputs, targets);
    }
}
