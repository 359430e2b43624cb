package dev.weft.sdk.torch;

import ai.djl.nn.recurrent.LSTM;
import dev.weft.sdk.validation.method.ForecastLearner;
import dev.weft.sdk.validation.method.ForecastMethod;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/**
 * Learn with long short-term memory: {@value #UNITS} units, some 2,000 parameters, about as many as the black box.
 *
 * <p>Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997); with the forget gate of
 * F. Gers, J. Schmidhuber, F. Cummins, 2000.
 */
public final class LstmLearner implements ForecastLearner {
    private static final int UNITS = 20;

    @Override
    public String name() {
        return "LSTM";
    }

    @Override
    public ForecastMethod learn(List<MeasuredSeries> records, int context, double seconds, long seed)
            throws InterruptedException {
        return RecurrentForecast.trained(
                name(),
                () -> LSTM.builder()
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
