/** Serves the command line; the only place that prints to the terminal. */
@NullMarked
package dev.weft.twins.cli;

import org.jspecify.annotations.NullMarked;
