/**
 * PyTorch, through DJL, as a peer: recurrent networks that a prior has to beat, and the step of training that ours is
 * measured against. A module of its own, built on request, that nothing else needs.
 *
 * <p>Found with {@link java.util.ServiceLoader}; there is nothing to call.
 */
@NullMarked
package dev.weft.sdk.torch;

import org.jspecify.annotations.NullMarked;
