package dev.weft.sdk.tasks;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * List the published tasks and generate their data, which are the same wherever and whenever that is done.
 *
 * <pre>{@code
 * TaskData data = PublishedTask.MSD.generate();
 * TaskScorer scorer = new TaskScorer(PublishedTask.MSD.facts());
 * TaskScore zero = scorer.score(data.test(), (trajectory, step, channel) -> 0);
 * }</pre>
 *
 * <p>Safe to use from several threads. Source: R. D. Nzoyem et al., "Weight-Space Linear Recurrent Neural Networks",
 * arXiv 2506.01153, 2026, and the generators published with it.
 */
public enum PublishedTask {
    /** Damped oscillators released from (1, 0). */
    MSD("msd", Oscillators.FROM_ONE),
    /** Damped oscillators released from anywhere near (1, 0). */
    MSD_ZERO("msd-zero", Oscillators.FROM_NEAR_ONE),
    /** Lotka–Volterra cycles to remember and repeat. */
    LV("lv", RepeatCopy.LOTKA_VOLTERRA),
    /** Sines of unknown phase. */
    SINE("sine", SineWaves.OF_UNKNOWN_PHASE);

    private final String id;
    private final TaskSource source;

    PublishedTask(String id, TaskSource source) {
        this.id = id;
        this.source = source;
    }

    /** Return the name in commands and files: "msd-zero". */
    public String id() {
        return id;
    }

    /** Return the facts. */
    public TaskFacts facts() {
        return source.facts();
    }

    /**
     * Generate a part of the data.
     *
     * @param split the part
     * @param progress told after each trajectory how many are done
     * @throws IllegalArgumentException if the task has no such part
     */
    public Trajectories generate(Split split, IntConsumer progress) {
        return generate(split, facts().split(split).size(), progress);
    }

    /**
     * Generate the beginning of a part of the data.
     *
     * @param split the part
     * @param size how many of its trajectories, the first ones
     * @param progress told after each trajectory how many are done
     * @throws IllegalArgumentException if the task has no such part, it has not so many, or fewer than 1 are asked for
     */
    public Trajectories generate(Split split, int size, IntConsumer progress) {
        return source.generate(facts().split(split), size, progress);
    }

    /** Generate all data; takes a second or two. */
    public TaskData generate() {
        return new TaskData(this);
    }

    /**
     * Find a task by its name.
     *
     * @throws DataException if there is none; the message names the nearest
     */
    public static PublishedTask named(String id) {
        List<String> known = Arrays.stream(values()).map(PublishedTask::id).toList();
        int index = known.indexOf(id);
        if (index < 0) {
            throw Nearest.unknown("published tasks", "task", id, known);
        }
        return values()[index];
    }
}
