package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateAndForecastTest {
    @TempDir
    Path folder;

    @Test
    void forecastsAsWellAsTheSensorMeasures() throws IOException {
        Path model = folder.resolve("oscillator.safetensors");
        Printed printed = new Printed();

        double error = CalibrateAndForecast.run(
                CalibrateAndForecast.writeCsv(folder.resolve("oscillator.csv")), model, printed.stream());

        // The sensor's noise is 0.01 m; a fifth more for what the model does not know exactly.
        assertThat(error).isLessThan(0.012);
        assertThat(model).isNotEmptyFile();
        assertThat(printed.toString()).contains("stiffness", "N/m", "480 readings ahead");
    }
}
