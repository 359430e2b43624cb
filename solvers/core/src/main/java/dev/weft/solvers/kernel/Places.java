package dev.weft.solvers.kernel;

/** Write the bytecode that reaches inputs, outputs and scratch. */
interface Places {
    /** Push an input. */
    void input(int index);

    /** Push an input that all lanes share, in all lanes of the value. */
    void shared(int index);

    /** Push a value from scratch. */
    void fromScratch(int slot);

    /** Write a value to scratch. */
    void toScratch(int slot, Runnable value);

    /** Write a value to an output. */
    void output(int index, Runnable value);
}
