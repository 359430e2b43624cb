/**
 * What equipment obeys: ordinary differential equations with named, bounded parameters in units, declared
 * as subclasses of {@link dev.weft.priors.PhysicsPrior} and found through {@link
 * dev.weft.priors.PriorCatalogue}. Domains are subpackages.
 */
@NullMarked
package dev.weft.priors;

import org.jspecify.annotations.NullMarked;
