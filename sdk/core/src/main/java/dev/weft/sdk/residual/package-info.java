/**
 * A network beside a prior: what it reads, what it adds to, and the prior that the two make together. Enter at {@link
 * dev.weft.sdk.residual.ResidualNetwork}. How it is trained is in {@code dev.weft.sdk.hybrid}.
 */
@NullMarked
package dev.weft.sdk.residual;

import org.jspecify.annotations.NullMarked;
