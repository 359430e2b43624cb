/** Shows Weft in one page each, runnable and tested. */
@NullMarked
package dev.weft.examples;

import org.jspecify.annotations.NullMarked;
