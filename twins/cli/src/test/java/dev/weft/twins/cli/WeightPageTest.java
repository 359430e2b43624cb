package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.inspect.MovementSettings;
import dev.weft.sdk.inspect.WeightTrajectory;
import dev.weft.sdk.weights.WeightLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WeightPageTest {
    private static final int LENGTH = 256;

    @Test
    void showsWhatMovedWhen() {
        String page = new WeightPage("pump.safetensors", List.of(run("a", 1, 13), run("b", 2, 13)), standard())
                .build()
                .toHtml();
        assertThat(page).contains("Inside pump.safetensors", "explained by component 3");
        // A jump of 2 in weight 5 at step 100, of −1.5 in weights 0 and 1 at step 180.
        assertThat(page).contains("<td class=\"number\">100</td>", nonBreaking("layer0.bias[1] +2.0"));
        assertThat(page)
                .contains(
                        "<td class=\"number\">180</td>",
                        nonBreaking("layer0.weight[0,0] −1.5"),
                        nonBreaking("layer0.weight[1,0] −1.5"));
        assertThat(count(page, "<figure class=\"plot\"")).isEqualTo(14);
        assertThat(count(page, "data-kind=\"heat\"")).isEqualTo(4);
        assertThat(count(page, "data-kind=\"plane\"")).isEqualTo(2);
    }

    @Test
    void staysSmallForALargeNetworkAndManySeries() {
        List<WeightRun> runs = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            runs.add(run("series " + s, s, 1000));
        }
        String page = new WeightPage("large", runs, standard()).build().toHtml();
        assertThat(page.length()).isLessThan(5_000_000);
        assertThat(page).contains("Plots are of the first 6 series of 8.");
    }

    @Test
    void showsASingleMoment() {
        WeightTrajectory moment = new WeightTrajectory(
                "one", new double[] {3}, new double[][] {{1, -2}}, WeightLayout.network(List.of(1, 1), 2));
        String page = new WeightPage("m", List.of(new WeightRun(moment, "s")), standard())
                .build()
                .toHtml();
        assertThat(count(page, "<figure class=\"plot\"")).isEqualTo(1);
        assertThat(page).doesNotContain("NaN", "explained by component");
    }

    @Test
    void refusesSeriesOfDifferentModels() {
        assertThatThrownBy(() -> new WeightPage("m", List.of(run("a", 1, 13), run("b", 1, 20)), standard()))
                .hasMessage("weights of series b = others, expected those of series a: one page shows one model");
        assertThatThrownBy(() -> new WeightPage("m", List.of(), standard()))
                .hasMessage("series of weights = none, expected at least one");
    }

    /** A network of D ≥ 13 weights that swings slowly, trembles a little and jumps twice. */
    static WeightRun run(String name, long seed, int d) {
        Random random = new Random(seed);
        double[] times = new double[LENGTH];
        double[][] theta = new double[LENGTH][d];
        double[] predicted = new double[LENGTH];
        double[] truth = new double[LENGTH];
        double[] start = random.doubles(d, -1, 1).toArray();
        double[] swing = random.doubles(d, -0.5, 0.5).toArray();
        for (int t = 0; t < LENGTH; t++) {
            times[t] = t;
            predicted[t] = Math.sin(t / 20.0);
            truth[t] = predicted[t] + 0.1 * random.nextGaussian();
            for (int i = 0; i < d; i++) {
                theta[t][i] = start[i] + swing[i] * Math.sin(t / 40.0) + 1e-3 * random.nextGaussian();
            }
            theta[t][5] += t < 100 ? 0 : 2;
            theta[t][0] -= t < 180 ? 0 : 1.5;
            theta[t][1] -= t < 180 ? 0 : 1.5;
        }
        return new WeightRun(new WeightTrajectory(name, times, theta, WeightLayout.network(List.of(1, 4, 1), d)), "s")
                .withOutput("level", "V", times, predicted, truth);
    }

    private static MovementSettings standard() {
        return MovementSettings.standard();
    }

    private static String nonBreaking(String text) {
        return text.replace(' ', '\u00a0');
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
