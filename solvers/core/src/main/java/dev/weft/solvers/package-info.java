/**
 * Numbers: expressions, their evaluation, integration of ordinary differential equations and estimation.
 * Nothing here knows of equipment, files or networks.
 */
@NullMarked
package dev.weft.solvers;

import org.jspecify.annotations.NullMarked;
