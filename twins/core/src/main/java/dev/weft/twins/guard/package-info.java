/** What may reach the weights of a live twin, and what is refused, with the reason. */
@NullMarked
package dev.weft.twins.guard;

import org.jspecify.annotations.NullMarked;
