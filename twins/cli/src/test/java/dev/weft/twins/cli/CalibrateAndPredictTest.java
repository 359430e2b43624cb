package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.PhysicsModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateAndPredictTest {
    @TempDir
    static Path folder;

    static Plant plant;
    static JsonNode calibration;

    @BeforeAll
    static void prepare() {
        plant = new Plant(folder);
        calibration = plant.calibrate("--json").succeeded().json();
    }

    private static Invocation predict(String more) {
        return plant.weft(("predict ~/model.safetensors --data ~/osc.csv --force --out ~/f.csv " + more).split(" "));
    }

    /** The data were made with nominal parameters: mass 1 kg, stiffness 100 N/m, damping 1 N·s/m, noise 0.01. */
    @Test
    void intervalsHoldTheTruthAndTheErrorIsTheNoise() {
        Map<String, JsonNode> weights = new HashMap<>();
        calibration
                .get("weights")
                .forEach(w -> weights.putIfAbsent(w.get("name").asText(), w));
        Map.of("parameter.stiffness", 100.0, "parameter.damping", 1.0, "parameter.mass", 1.0)
                .forEach((name, truth) -> {
                    assertThat(weights.get(name).get("lower95").asDouble())
                            .as(name)
                            .isLessThan(truth);
                    assertThat(weights.get(name).get("upper95").asDouble())
                            .as(name)
                            .isGreaterThan(truth);
                });
        // The force of 1 N moves the oscillator by a hundredth of its swing: mass and stiffness are known to some
        // 15 %, their ratio, which makes the period, to a thousandth.
        double ratio = weights.get("parameter.stiffness").get("value").asDouble()
                / weights.get("parameter.mass").get("value").asDouble();
        assertThat(ratio).isCloseTo(100, within(0.5));
        calibration.get("fit").forEach(f -> {
            // 102 readings: the sample deviation of noise 0.01 is within ± 30 % but once in 10⁵ seeds.
            assertThat(f.get("rmse").asDouble()).isCloseTo(0.01, within(0.003));
            assertThat(f.get("readings").asInt()).isEqualTo(2 * Plant.ROWS);
        });
    }

    @Test
    void theModelFileHoldsWhatWasPrinted() throws IOException {
        PhysicsModel model =
                ModelFile.read(Files.readAllBytes(plant.path("model.safetensors")), PriorCatalogue.load()::find);

        assertThat(model.prior().name()).isEqualTo("mass-spring-damper");
        double[] mean = model.start().mean();
        for (int i = 0; i < model.layout().parameterCount(); i++) {
            JsonNode printed = calibration.get("weights").get(i);
            assertThat(printed.get("name").asText())
                    .isEqualTo(model.layout().slots().get(i).path());
            assertThat(model.layout().slots().get(i).coordinate().toValue(mean[i]))
                    .isCloseTo(printed.get("value").asDouble(), within(1e-9));
        }
    }

    @Test
    void textHasATableOfParametersAndOneOfTheFit() {
        String text = plant.calibrate("--force").succeeded().out();

        assertThat(text)
                .containsPattern("(?m)^parameter +value +unit +95 % interval +bound hit\\? +told by the data\\?$")
                .containsPattern("(?m)^stiffness +\\d+\\.\\d+ +N/m +\\S+ … \\S+ +no +yes$")
                .containsPattern("(?m)^output +free-run error +explained +readings$")
                .contains("1 of 1 searches")
                .contains("model written to " + plant.file("model.safetensors"));
    }

    @Test
    void aFixedParameterStays() {
        JsonNode json = plant.weft(("calibrate mass-spring-damper --data ~/osc.csv --starts 1 --fix mass=1.25"
                                + " --out ~/fixed.safetensors --json")
                        .split(" "))
                .succeeded()
                .json();

        JsonNode mass = json.get("weights").get(0);
        assertThat(mass.get("value").asDouble()).isCloseTo(1.25, within(1e-9));
        assertThat(mass.get("verdict").asText()).isEqualTo("FIXED");
    }

    @Test
    void forecastHasARowForEachRowAndAnUncertaintyForEachOutput() {
        predict("--context 10").succeeded();

        Table forecast = plant.table("f.csv");
        Table data = plant.table("osc.csv");
        assertThat(forecast.columnNames())
                .containsExactly("series", "step", "time", "position", "position_sd", "velocity", "velocity_sd");
        assertThat(forecast.texts("series")).isEqualTo(data.texts("series"));
        assertThat(forecast.numbers("time")).containsExactly(data.numbers("time"));
        assertThat(forecast.numbers("step"))
                .containsExactly(IntStream.range(0, data.rows())
                        .mapToDouble(i -> i % Plant.ROWS)
                        .toArray());
        assertThat(Arrays.stream(forecast.numbers("position_sd"))).allMatch(sd -> sd > 0);
    }

    @Test
    void theForecastMeetsTheData() {
        JsonNode json = predict("--context 10 --json").succeeded().json();

        // The model is right and only noise of 0.01 is left.
        json.get("score").forEach(s -> {
            assertThat(s.get("rmse").asDouble()).isLessThan(0.02);
            assertThat(s.get("readings").asInt()).isEqualTo(2 * (Plant.ROWS - 10));
            // Of two series as long the mean square lies between the two; the upper median is the worse one.
            assertThat(s.get("worstSeriesRmse").asDouble())
                    .isGreaterThanOrEqualTo(s.get("rmse").asDouble())
                    .isEqualTo(s.get("medianSeriesRmse").asDouble());
            assertThat(s.get("worstSeries").asText()).isIn("1", "2");
        });
        assertThat(json.get("score")).hasSize(2);
    }

    /** What comes after the context is only compared with, never looked at. */
    @Test
    void laterOutputsDoNotChangeTheForecast() throws IOException {
        predict("--context 10 --rows 0:51").succeeded();
        double[] honest = plant.table("f.csv").numbers("position");
        var lines = Files.readAllLines(plant.path("osc.csv"));
        for (int i = 12; i < lines.size(); i++) {
            lines.set(i, lines.get(i).replaceAll(",[^,]*,[^,]*$", ",7,7"));
        }
        plant.write("lies.csv", lines.toArray(String[]::new));

        plant.weft("predict ~/model.safetensors --data ~/lies.csv --context 10 --rows 0:51 --force --out ~/f.csv"
                        .split(" "))
                .succeeded();

        assertThat(plant.table("f.csv").numbers("position")).containsExactly(honest);
    }

    @Test
    void theWaysToAdaptDiffer() {
        for (String mode : new String[] {"filter", "unscented", "ensemble", "batch", "none", "NONE"}) {
            JsonNode json =
                    predict("--context 20 --json --adapt " + mode).succeeded().json();
            assertThat(json.get("adapt").asText()).isEqualToIgnoringCase(mode);
        }
        predict("--context 20 --adapt none").succeeded();
        double[] none = plant.table("f.csv").numbers("position");
        predict("--context 20 --adapt filter").succeeded();
        assertThat(plant.table("f.csv").numbers("position")).isNotEqualTo(none);
    }

    @Test
    void aModelIsRunWithTheInputsItWasCalibratedWithUnlessToldOtherwise() {
        String[] rows = new String[60];
        rows[0] = "time,force";
        for (int i = 0; i < 59; i++) {
            rows[i + 1] = String.format(Locale.ROOT, "%.2f,%.3f", 0.02 * i, 60 * Math.sin(9 * 0.02 * i));
        }
        plant.write("force.csv", rows);
        plant.weft(("simulate mass-spring-damper --inputs ~/force.csv --duration 1 --step 0.02 --noise 0.01 --out"
                                + " ~/driven.csv")
                        .split(" "))
                .succeeded();
        plant.weft(
                        "calibrate mass-spring-damper --data ~/driven.csv --starts 1 --between linear --out ~/linear.safetensors"
                                .split(" "))
                .succeeded();
        assertThat(plant.weft("inspect", "~/linear.safetensors").succeeded().out())
                .containsPattern("inputs between rows +linear");
        Invocation remembered = driven("").succeeded();
        double[] byDefault = plant.table("d.csv").numbers("position");
        Invocation same = driven("--between linear").succeeded();
        assertThat(plant.table("d.csv").numbers("position")).isEqualTo(byDefault);
        Invocation other = driven("--between held");
        assertThat(other.exit()).isZero();
        assertThat(plant.table("d.csv").numbers("position")).isNotEqualTo(byDefault);
        assertThat(remembered.err() + same.err()).doesNotContain("--between");
        assertThat(other.err()).contains("--between = held, though the model was calibrated with linear inputs");
    }

    private static Invocation driven(String more) {
        String all = "predict ~/linear.safetensors --data ~/driven.csv --context 10 --force --out ~/d.csv " + more;
        return plant.weft(all.strip().split(" "));
    }

    @Test
    void aBareNameStandsForTheNominalPrior() {
        Invocation predict = plant.weft(
                        "predict mass-spring-damper --data ~/osc.csv --context 10 --force --out ~/bare.csv".split(" "))
                .succeeded();

        assertThat(predict.out()).contains("free run against the data after the context");
        assertThat(plant.table("bare.csv").rows()).isEqualTo(2 * Plant.ROWS);
    }

    @Test
    void rowsAreHalfOpen() {
        predict("--rows 3:20").succeeded();

        assertThat(plant.table("f.csv").rows()).isEqualTo(17);
        assertThat(plant.table("f.csv").numbers("time")[0])
                .isEqualTo(plant.table("osc.csv").numbers("time")[3]);
        assertThat(plant.table("f.csv").numbers("time")[16])
                .isEqualTo(plant.table("osc.csv").numbers("time")[19]);
    }

    @Test
    void aContextLongerThanASeriesIsAllOfIt() {
        predict("--context 51").succeeded();
        double[] all = plant.table("f.csv").numbers("position");

        Invocation longer = predict("--context 1000").succeeded();

        assertThat(plant.table("f.csv").numbers("position")).containsExactly(all);
        assertThat(longer.out()).contains("no readings after the context to compare with");
    }

    @Test
    void missingOutputsAreForecastOver() throws IOException {
        String csv = Files.readString(plant.path("osc.csv")).replaceFirst("(?m)^(1,0\\.04,[^,]*),[^,]*,", "$1,,");
        plant.write("hole.csv", csv.split("\\R"));
        assertThat(plant.table("hole.csv").texts("position")).contains("");

        plant.weft("predict ~/model.safetensors --data ~/hole.csv --context 10 --force --out ~/f.csv".split(" "))
                .succeeded();

        assertThat(plant.table("f.csv").numbers("position")).doesNotContain(Double.NaN);
    }

    @Test
    void contextsThatCannotCarryAForecastAreTold() {
        plant.write(
                "rest.csv",
                IntStream.range(-1, 30)
                        .mapToObj(i -> i < 0 ? "time,position,velocity" : 0.02 * i + ",0.3,0")
                        .toArray(String[]::new));
        String[] atRest = "predict mass-spring-damper --data ~/rest.csv --context 20 --force --out ~/r.csv".split(" ");

        assertThat(plant.weft(atRest).succeeded().out())
                .contains(
                        "context: output position is constant over the context, expected one that moves: a machine at "
                                + "rest, or a stuck sensor, does not tell the parameters");
        JsonNode brief = plant.weft(
                        "predict mass-spring-damper --data ~/osc.csv --context 2 --force --out ~/r.csv --json"
                                .split(" "))
                .succeeded()
                .json();
        assertThat(brief.get("findings")).hasSize(1);
        assertThat(brief.get("findings").get(0).get("kind").asText()).isEqualTo("too_short");
        assertThat(brief.get("findings").get(0).get("series").asInt()).isEqualTo(2);
        assertThat(predict("--context 10 --json").succeeded().json().get("findings"))
                .isEmpty();
    }

    @Test
    void columnsInOtherUnitsAreConverted() {
        Table osc = plant.table("osc.csv");
        String[] rows = IntStream.range(-1, 40)
                .mapToObj(i -> i < 0
                        ? "ms,force,mm,velocity"
                        : 1000 * osc.numbers("time")[i] + "," + osc.numbers("force")[i] + ","
                                + -1000 * osc.numbers("position")[i] + "," + osc.numbers("velocity")[i])
                .toArray(String[]::new);
        plant.write("units.csv", rows);
        plant.weft(
                        ("predict ~/model.safetensors --data ~/units.csv --context 10 --force --out ~/u.csv --map time=ms --unit"
                                        + " time=ms --map position=mm --unit position=mm --scale position=-1")
                                .split(" "))
                .succeeded();
        predict("--rows 0:40 --context 10").succeeded();

        double[] converted = plant.table("u.csv").numbers("position");
        double[] plain = plant.table("f.csv").numbers("position");
        for (int i = 0; i < 40; i++) {
            // Products by 1000 and back round in the last place.
            assertThat(converted[i]).isCloseTo(plain[i], within(1e-9));
        }
    }

    /** One exact reading of a sine of known amplitude and frequency: φ = asin(0.6). */
    @Test
    void whatIsKnownOfABarePriorCounts() {
        plant.write("wave.csv", "time,signal", "0,0.6", "0.1,", "0.25,");
        plant.weft(("predict sine-by-phase --data ~/wave.csv --fix amplitude=1 --fix frequency=1 --noise signal=1e-12"
                                + " --context 1 --force --out ~/w.csv")
                        .split(" "))
                .succeeded();

        assertThat(plant.table("w.csv").numbers("signal")[2]).isCloseTo(0.8, within(1e-9));
        assertThat(predict("--fix mass=1").exit()).isEqualTo(2);
    }
}
