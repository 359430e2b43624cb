/**
 * Benchmarks of the solvers that anyone can repeat in a minute: each compares alternatives in one run and reports
 * ratios. Enter at {@link dev.weft.solvers.bench.Benchmarks}. Nothing here is part of a program that computes.
 */
@NullMarked
package dev.weft.solvers.bench;

import org.jspecify.annotations.NullMarked;
