package dev.weft.sdk.validation;

/**
 * Hold a simulated machine: the parameters that nobody but the test knows.
 *
 * @param coordinates z [M]: parameters in unconstrained coordinates
 * @param values p [M]: the same in their units
 */
record Machine(double[] coordinates, double[] values) {}
