package dev.weft.sdk.torch;

import ai.djl.nn.recurrent.GRU;
import dev.weft.sdk.validation.method.ForecastLearner;
import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/**
 * Learn with gated recurrent units: {@value #UNITS}, some 2,000 parameters, about as many as the black box.
 *
 * <p>Source: K. Cho et al., "Learning phrase representations using RNN encoder–decoder", EMNLP 2014, equations 5 to 8.
 */
public final class GruLearner implements ForecastLearner {
    private static final int UNITS = 24;

    @Override
    public String name() {
        return "GRU";
    }

    @Override
    public ForecastMethod learn(List<MeasuredSeries> records, int context, double seconds, long seed)
            throws InterruptedException {
        return RecurrentForecast.trained(
                name(),
                () -> GRU.builder()
                        .setStateSize(UNITS)
                        .setNumLayers(1)
                        .optBatchFirst(false)
                        .optReturnState(true)
                        .build(),
                records,
                context,
                seconds,
                seed);
    }
}
