package dev.weft.priors;

/**
 * State something that holds whenever the physics does: the quantity is never negative.
 *
 * @param name a sentence, such as "friction only takes energy"
 * @param nonNegative an expression of states, parameters and inputs that is &gt;= 0
 */
public record Invariant(String name, Quantity nonNegative) {}
