/**
 * Figures of live twins for whatever Micrometer reports to. Enter at {@link dev.weft.twins.metrics.FleetMetrics}; {@link
 * dev.weft.twins.metrics.FleetMeter} lists the meters.
 *
 * <p>Tags are bounded by what is in the program: priors, findings, defects, decisions. Nothing is tagged by twin unless a small
 * fleet asks for it, and never by person.
 */
@NullMarked
package dev.weft.twins.metrics;

import org.jspecify.annotations.NullMarked;
