/** States what equipment obeys: priors with units and bounds, knowing nothing of training or storage. */
@NullMarked
package dev.weft.priors;

import org.jspecify.annotations.NullMarked;
