package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulateCommandTest {
    @TempDir
    Path folder;

    private Plant plant;

    @BeforeEach
    void prepare() {
        plant = new Plant(folder);
    }

    private Invocation simulate(String more) {
        return plant.weft(("simulate mass-spring-damper --duration 1 --step 0.1 " + more).split(" "));
    }

    @Test
    void writesSeriesTimeInputsAndOutputs() {
        simulate("--set force=2 --count 3 --out ~/a.csv").succeeded();

        Table table = plant.table("a.csv");
        assertThat(table.columnNames()).containsExactly("series", "time", "force", "position", "velocity");
        assertThat(table.rows()).isEqualTo(3 * 11);
        assertThat(table.numbers("force")).containsOnly(2);
        // 10 · 0.1 is the duration, whatever the rounding.
        assertThat(table.numbers("time")[10]).isCloseTo(1, within(1e-12));
        assertThat(table.numbers("position")[0]).isEqualTo(1);
    }

    static Stream<PhysicsPrior> catalogue() {
        return PriorCatalogue.load().all().stream();
    }

    /** The example that weft priors NAME prints. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void makesTheUsualRecordOfEveryPrior(PhysicsPrior prior) {
        plant.weft("simulate", prior.name(), "--usual", "--out", "~/usual.csv").succeeded();

        Table table = plant.table("usual.csv");
        prior.sampling().ifPresent(s -> {
            assertThat(table.rows()).isEqualTo(s.samples());
            assertThat(table.numbers("time")[1]).isCloseTo(s.step(), within(1e-9 * s.step()));
        });
        for (Input input : prior.inputs()) {
            double[] values = table.numbers(input.name());
            input.range().ifPresent(r -> {
                assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(3);
                assertThat(Arrays.stream(values).allMatch(v -> v >= r.low() && v <= r.high()))
                        .isTrue();
            });
        }
        for (Output output : prior.outputs()) {
            double[] values = table.numbers(output.name());
            assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
            assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(table.rows() / 2);
        }
    }

    @Test
    void whatIsGivenChangesTheUsualRecord() {
        simulate("--usual --noise 0 --set force=3 --out ~/a.csv").succeeded();
        simulate("--set force=3 --out ~/b.csv").succeeded();

        assertThat(plant.table("a.csv").numbers("position"))
                .containsExactly(plant.table("b.csv").numbers("position"));
    }

    @Test
    void aRecordWithoutLengthOrStepIsRefused() {
        Invocation withoutStep = plant.weft("simulate", "dc-motor", "--out", "~/a.csv");
        assertThat(withoutStep.exit()).isEqualTo(2);
        assertThat(withoutStep.err())
                .contains("--step is missing, expected a time in seconds; or --usual for the usual record of dc-motor");
        Invocation withoutDuration = plant.weft("simulate", "dc-motor", "--step", "0.1", "--out", "~/a.csv");
        assertThat(withoutDuration.err()).contains("--duration is missing");
        assertThat(plant.path("a.csv")).doesNotExist();
    }

    /** Closed form of a free oscillator without damping: x = cos(√(k/m) t); the integrator's tolerance is below 1e-6. */
    @Test
    void followsTheEquations() {
        simulate("--set mass=1 --set stiffness=4 --set damping=0 --initial position=1 --out ~/a.csv")
                .succeeded();

        double[] times = plant.table("a.csv").numbers("time");
        double[] expected = Arrays.stream(times).map(t -> Math.cos(2 * t)).toArray();
        assertThat(plant.table("a.csv").numbers("position")).containsExactly(expected, within(1e-6));
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
        simulate("--noise 0.1 --spread 0.1 --seed 5 --out ~/a.csv").succeeded();
        simulate("--noise 0.1 --spread 0.1 --seed 5 --out ~/b.csv").succeeded();
        simulate("--noise 0.1 --spread 0.1 --seed 6 --out ~/c.csv").succeeded();

        assertThat(plant.path("b.csv")).hasSameBinaryContentAs(plant.path("a.csv"));
        assertThat(Files.readString(plant.path("c.csv"))).isNotEqualTo(Files.readString(plant.path("a.csv")));
    }

    @Test
    void aLongerCountBeginsWithTheSameSeries() throws IOException {
        simulate("--noise 0.1 --spread 0.1 --count 2 --out ~/a.csv").succeeded();
        simulate("--noise 0.1 --spread 0.1 --count 4 --out ~/b.csv").succeeded();

        assertThat(Files.readString(plant.path("b.csv"))).startsWith(Files.readString(plant.path("a.csv")));
        double[] position = plant.table("b.csv").numbers("position");
        assertThat(position[11]).as("series differ").isNotEqualTo(position[0]);
    }

    /** The fleet's last group of lanes is full whatever the count, also where it is a second one. */
    @Test
    void aSeriesDoesNotDependOnHowManyFillItsGroup() throws IOException {
        simulate("--noise 0.1 --spread 0.1 --count 130 --out ~/a.csv").succeeded();
        simulate("--noise 0.1 --spread 0.1 --count 140 --out ~/b.csv").succeeded();

        assertThat(Files.readString(plant.path("b.csv"))).startsWith(Files.readString(plant.path("a.csv")));
    }

    @Test
    void oneSeriesIsTheFirstOfManyWithinTheTolerance() {
        simulate("--noise 0.1 --spread 0.1 --count 1 --out ~/a.csv").succeeded();
        simulate("--noise 0.1 --spread 0.1 --count 3 --out ~/b.csv").succeeded();

        double[] alone = plant.table("a.csv").numbers("position");
        // Alone and in a fleet: other steps, some ten of 1e-8 each; the noise is the same.
        assertThat(Arrays.copyOf(plant.table("b.csv").numbers("position"), alone.length))
                .containsExactly(alone, within(1e-6));
    }

    @Test
    void holdsInputsFromAFileUntilItsNextRow() {
        plant.write("in.csv", "time,force", "0,1", "0.5,3");

        simulate("--inputs ~/in.csv --out ~/a.csv").succeeded();

        assertThat(plant.table("a.csv").numbers("force")).containsExactly(1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void csvAndArrowHoldTheSame() {
        simulate("--noise 0.1 --out ~/a.csv").succeeded();
        simulate("--noise 0.1 --out ~/a.arrow").succeeded();

        assertThat(plant.table("a.arrow").numbers("velocity"))
                .containsExactly(plant.table("a.csv").numbers("velocity"));
        assertThat(plant.table("a.arrow").column("velocity").unit()).isEqualTo("m/s");
        assertThat(plant.table("a.arrow").column("velocity").meaning()).isEqualTo("velocity of the mass");
    }

    @Test
    void forceReplaces() {
        plant.write("a.csv", "something else");

        simulate("--out ~/a.csv --force").succeeded();

        assertThat(plant.table("a.csv").rows()).isEqualTo(11);
    }
}
