/** Simulated data from a prior: seeded, with noise. */
@NullMarked
package dev.weft.sdk.simulation;

import org.jspecify.annotations.NullMarked;
