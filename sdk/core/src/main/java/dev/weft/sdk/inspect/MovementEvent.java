package dev.weft.sdk.inspect;

import java.util.List;

/**
 * Describe a step at which the weights moved much more than usual: Δθ = θ_t − θ_{t−1}.
 *
 * @param step t, &gt;= 1
 * @param time time of step t
 * @param size ‖Δθ‖
 * @param deviations how many robust standard deviations ‖Δθ‖ lies above the median of the series
 * @param weights the weights that moved most, the strongest first
 * @param segments all segments, the strongest first
 */
public record MovementEvent(
        int step, double time, double size, double deviations, List<Part> weights, List<Part> segments) {
    /** Copy the lists. */
    public MovementEvent {
        weights = List.copyOf(weights);
        segments = List.copyOf(segments);
    }

    /**
     * Say how much one weight or segment took part.
     *
     * @param name the weight or segment
     * @param change Δθ_i of a weight with its sign, the norm of Δθ over a segment
     * @param share its part of ‖Δθ‖², 0 … 1; the shares of all weights add up to 1, those of all segments, too
     */
    public record Part(String name, double change, double share) {}
}
