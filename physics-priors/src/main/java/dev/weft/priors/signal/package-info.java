/** Priors of signals whose source is unknown: what repeats and what dies away. */
@NullMarked
package dev.weft.priors.signal;

import org.jspecify.annotations.NullMarked;
