package dev.weft.sdk.tasks;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Hold all data of a task. Immutable and safe to share between threads. */
public final class TaskData {
    private final PublishedTask task;
    private final Map<Split, Trajectories> parts = new EnumMap<>(Split.class);

    /** Generate all parts. */
    TaskData(PublishedTask task) {
        this.task = task;
        for (SplitFacts split : task.facts().splits()) {
            parts.put(split.split(), task.generate(split.split(), done -> {}));
        }
    }

    /** Return the task whose data these are. */
    public PublishedTask task() {
        return task;
    }

    /** Return what to train on. */
    public Trajectories train() {
        return part(Split.TRAIN);
    }

    /** Return what to validate on, where the task has it. */
    public Optional<Trajectories> validation() {
        return Optional.ofNullable(parts.get(Split.VALIDATION));
    }

    /** Return what to score on. */
    public Trajectories test() {
        return part(Split.TEST);
    }

    private Trajectories part(Split split) {
        return Optional.ofNullable(parts.get(split)).orElseThrow();
    }

    /**
     * Return one of the smaller training sets that the paper also trains on.
     *
     * @param size one of {@link TaskFacts#subsets()}
     * @throws IllegalArgumentException if the task has no subset of that size
     */
    public Trajectories train(int size) {
        if (!task.facts().subsets().contains(size)) {
            throw new IllegalArgumentException("size of the subset of " + task.id() + " = " + size
                    + ", expected one of " + task.facts().subsets());
        }
        return train().first(size);
    }
}
