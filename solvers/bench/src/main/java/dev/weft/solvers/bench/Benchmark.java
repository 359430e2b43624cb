package dev.weft.solvers.bench;

import java.util.List;
import java.util.function.Consumer;

/** Measure one thing in all the ways there are to do it. */
public interface Benchmark {
    /** Return the name by which it is asked for. */
    String name();

    /** Return what is measured, in one line. */
    String about();

    /** Return about how often {@link #run} tells of progress. */
    int size();

    /**
     * Run all cases.
     *
     * @param clock decides how long a case is measured
     * @param progress told of every case before it runs
     * @return what was measured, in the order measured
     */
    List<Case> run(Stopwatch clock, Consumer<String> progress);
}
