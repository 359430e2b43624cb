/** Solves the mathematics under a twin, knowing nothing of equipment, files or networks. */
@NullMarked
package dev.weft.solvers;

import org.jspecify.annotations.NullMarked;
