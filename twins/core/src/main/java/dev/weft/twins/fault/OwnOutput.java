package dev.weft.twins.fault;

import dev.weft.twins.Prediction;
import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Let a forecast come back as readings: at each row of the stretch the outputs that were measured are what the twin had said of
 * that time. Inputs stay.
 *
 * @param forecast made before the stretch, of the times of its rows
 * @param marked whether the mark of the forecast came along, {@link Prediction#mark}
 */
public record OwnOutput(Prediction forecast, boolean marked) implements Fault {
    @Override
    public String name() {
        return marked ? "own output" : "own output, mark lost";
    }

    /**
     * Return what arrives.
     *
     * @throws IllegalArgumentException if the readings end before the stretch does, or the forecast is of other times
     */
    @Override
    public List<Arrival> into(List<Reading> clean, Stretch stretch) {
        stretch.requireWithin(clean);
        List<Arrival> arrivals = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            arrivals.add(
                    stretch.holds(row)
                            ? Arrival.wrong(said(clean.get(row), row - stretch.from()), row)
                            : Arrival.good(clean.get(row), row));
        }
        return arrivals;
    }

    private Reading said(Reading reading, int i) {
        if (i >= forecast.length() || forecast.time(i) != reading.time()) {
            throw new IllegalArgumentException("forecast has no value for the reading at " + reading.time()
                    + " s, expected one of the times of the stretch");
        }
        double[] outputs = reading.outputs();
        for (int k = 0; k < outputs.length; k++) {
            if (!Double.isNaN(outputs[k])) {
                outputs[k] = forecast.output(i, k);
            }
        }
        Reading said = SignalValues.like(reading, reading.time(), reading.inputs(), outputs);
        return marked ? said.from(forecast.mark()) : said;
    }
}
