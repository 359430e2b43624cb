/** A prior of one's own: its domain is the last part of this package's name. */
@NullMarked
package dev.weft.examples.thermal;

import org.jspecify.annotations.NullMarked;
