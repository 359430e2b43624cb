package dev.weft.twins.drill;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Prediction;
import dev.weft.twins.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Hold what a twin did with what arrived.
 *
 * @param verdicts on each arrival, those behind the fault too
 * @param estimate what it knew when the fault was over
 * @param forecast what it said then of the readings to come; empty if the equations had no solution
 * @param error root mean square of what it was off by; infinite without a forecast
 */
record Course(List<Verdict> verdicts, GaussianEstimate estimate, Optional<Prediction> forecast, double error) {}
