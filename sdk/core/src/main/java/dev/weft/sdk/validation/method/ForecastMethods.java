package dev.weft.sdk.validation.method;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.stream.Stream;

/** Make the methods that a trial compares. */
public final class ForecastMethods {
    private ForecastMethods() {}

    /**
     * Return the prior's own: refitted to each context, in one pass of the filter, and with its parameters as they are.
     *
     * @param model what is known of a machine before its first reading
     */
    public static List<ForecastMethod> ofPrior(PhysicsModel model) {
        return Stream.of(Adaptation.BATCH, Adaptation.FILTER, Adaptation.NONE)
                .<ForecastMethod>map(adaptation -> new PriorForecast(model, adaptation))
                .toList();
    }

    /**
     * Take the prior apart: without its layout (parameters as plain numbers), without its transition (weights do not follow
     * the equations while they learn), without its decoder (the future is read out of the weights by what other machines
     * teach). What each lacks against {@link #ofPrior}'s filter is what that part is worth.
     *
     * @param model what is known of a machine before its first reading
     * @param others whole records of other machines, without gaps, sampled and as long as those to forecast, at least one
     */
    public static List<ForecastMethod> withoutPart(PhysicsModel model, List<MeasuredSeries> others) {
        return List.of(new WithoutLayout(model), new WithoutTransition(model), new WithoutDecoder(model, others));
    }

    /** Return those that learn from the context alone and know no physics: a linear model, and persistence. */
    public static List<ForecastMethod> withoutPhysics() {
        return List.of(new LinearArx(), new Persistence());
    }

    /**
     * Train a small weight-space model without physics.
     *
     * @param prior whose signals it forecasts
     * @param others whole records of other machines
     * @param context rows that a forecast will know
     * @param seconds how long
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public static ForecastMethod blackBox(PhysicsPrior prior, List<MeasuredSeries> others, int context, double seconds)
            throws InterruptedException {
        return BlackBox.trained(prior, others, context, seconds, TrainingListener.NONE);
    }
}
