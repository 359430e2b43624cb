package dev.weft.twins.drill;

import java.util.List;

/**
 * Hold what a drill found.
 *
 * @param signal the signal that faults of sensors were put into
 * @param unit its unit
 * @param by how far steps, spikes and drifts went, in its unit
 * @param errorUnit the unit of errors of forecasts: that of the one output that was measured; "σ" where there are several, whose
 *     errors are divided by their standard deviations over all rows
 * @param readings number of clean readings
 * @param refusedWithGate how many of them the twin under the policy refused
 * @param refusedWithoutGate how many of them the plain filter could not take
 * @param results place by place, in the order of the kinds
 */
public record DrillReport(
        String signal,
        String unit,
        double by,
        String errorUnit,
        long readings,
        long refusedWithGate,
        long refusedWithoutGate,
        List<FaultResult> results) {
    /** Copy the list. */
    public DrillReport {
        results = List.copyOf(results);
    }
}
