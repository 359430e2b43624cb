/** Benchmarks of the SDK, for {@code weft bench}: what a step of training costs. */
@NullMarked
package dev.weft.sdk.bench;

import org.jspecify.annotations.NullMarked;
