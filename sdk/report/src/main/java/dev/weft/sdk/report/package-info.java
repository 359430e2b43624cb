/**
 * Writes what a computation found for a person to read: self-contained HTML reports and plot images.
 *
 * <p>Enter at {@link dev.weft.sdk.report.Report} for a report, at {@link dev.weft.sdk.report.Plot} for the kinds of plots
 * and at {@link dev.weft.sdk.report.PlotImage} for the same plot as a PNG.
 *
 * <p>Rules of the package: it knows text, numbers and time, and nothing of models or equipment. A report asks nothing
 * of the network: styles, scripts and data are in the file. Every text is escaped where it is written, so a name may
 * hold any character. A plot is described once and drawn twice, with one palette.
 */
@NullMarked
package dev.weft.sdk.report;

import org.jspecify.annotations.NullMarked;
