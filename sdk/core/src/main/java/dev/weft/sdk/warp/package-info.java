/**
 * Weight-space models: recurrent networks whose hidden state θ is the weights of a small network that reads itself out,
 * θ_0 = φ(x_0), θ_{t+1} = A θ_t + B (x_t − x_{t−1}), ŷ_{t+1} = root(τ_{t+1}; θ_{t+1}). {@link dev.weft.sdk.warp.Drive} may be
 * x_t itself instead of the difference.
 *
 * <p>{@link dev.weft.sdk.warp.WarpSettings} says what a model is made of, {@link dev.weft.sdk.warp.WarpModel} holds one
 * with its numbers. A model runs step by step ({@link dev.weft.sdk.warp.WarpStream}), and many series at once ({@link
 * dev.weft.sdk.warp.WarpBatch}), which is also what training differentiates.
 *
 * <p>Source: R. D. Nzoyem et al., "Weight-Space Linear Recurrent Neural Networks", arXiv 2506.01153, 2026.
 */
@NullMarked
package dev.weft.sdk.warp;

import org.jspecify.annotations.NullMarked;
