package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Consumer;
import javax.measure.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicsPriorTest {
    /** One state in volts, declared step by step by each test. */
    private static final class Leak extends PhysicsPrior {
        private Parameter declareParameter(String name, Unit<?> unit) {
            return parameter(name, unit);
        }

        private State declareState(String name, Unit<?> unit) {
            return state(name, unit);
        }

        private Input declareInput(String name, Unit<?> unit) {
            return input(name, unit);
        }

        private void declareEquation(State state, Quantity right) {
            equation(state.rate(), right);
        }

        private void declareInvariant(Quantity quantity) {
            invariant("holds", quantity);
        }

        private void declareSampling(double step, int samples) {
            sampling(step, samples);
        }

        private void declareOutput(String name, Quantity quantity, double noise) {
            output(name, quantity, noise, "");
        }
    }

    /** Stands for a class with a capital in every place that matters to its name. */
    private static final class TwoRoomHeater2Go extends PhysicsPrior {}

    private final Leak prior = new Leak();
    private final Parameter rate =
            prior.declareParameter("rate", Units.PER_SECOND).between(0.1, 10);
    private final State level = prior.declareState("level", Units.VOLT);

    private void complete() {
        prior.declareEquation(level, rate.times(level).negate());
        prior.declareOutput("shown", level, 0.1);
    }

    @Test
    void nameAndDomainComeFromTheClass() {
        assertThat(new TwoRoomHeater2Go().name()).isEqualTo("two-room-heater2-go");
        assertThat(prior.name()).isEqualTo("leak");
        assertThat(prior.domain()).isEqualTo("priors");
    }

    @Test
    void aCompleteDeclarationCompilesOnce() {
        complete();

        assertThat(prior.system().stateCount()).isEqualTo(1);
        assertThat(prior.system().parameterCount()).isEqualTo(1);
        assertThat(prior.system().outputCount()).isEqualTo(1);
        assertThat(prior.system()).isSameAs(prior.system());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Level", "2nd", "le vel", "le-vel", "", "höhe", "a.b"})
    void namesThatAreNoIdentifiersAreRefused(String name) {
        for (Consumer<String> declare : java.util.List.<Consumer<String>>of(
                n -> prior.declareParameter(n, Units.VOLT),
                n -> prior.declareState(n, Units.VOLT),
                n -> prior.declareInput(n, Units.VOLT))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> declare.accept(name))
                    .withMessage("name '" + name + "', expected a lower-case letter followed by letters and digits");
        }
    }

    @Test
    void aNameIsDeclaredOnceAmongParametersStatesAndInputs() {
        for (Consumer<String> declare : java.util.List.<Consumer<String>>of(
                n -> prior.declareParameter(n, Units.VOLT),
                n -> prior.declareState(n, Units.VOLT),
                n -> prior.declareInput(n, Units.VOLT))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> declare.accept("level"))
                    .withMessage("name 'level' is declared twice, expected distinct names");
        }
    }

    @Test
    void twoOutputsOfOneNameAreRefused() {
        complete();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.declareOutput("shown", level, 0.1))
                .withMessageContaining("output shown is declared twice");
    }

    @Test
    void anEquationInTheWrongUnitNamesTheStateAndBothUnits() {
        assertThatExceptionOfType(UnitClashException.class)
                .isThrownBy(() -> prior.declareEquation(level, level))
                .withMessageStartingWith("equation of level")
                .withMessageContaining("[V/s] and [V]")
                .withMessageContaining("d(level)/dt = level");
    }

    @Test
    void aSecondEquationIsRefused() {
        complete();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.declareEquation(level, rate.times(level)))
                .withMessageContaining("state level: expected one equation");
    }

    @Test
    void aStateOfAnotherPriorIsRefused() {
        State foreign = new Leak().declareState("foreign", Units.VOLT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.declareEquation(foreign, rate.times(foreign)))
                .withMessageContaining("state foreign")
                .withMessageContaining("a foreign state");
    }

    @Test
    void aStateWithoutAnEquationIsNamedAtTheFirstUse() {
        complete();
        prior.declareState("forgotten", Units.VOLT);

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessage("prior leak: state forgotten has no equation, expected equation(forgotten.rate(), …)");
    }

    @Test
    void aForeignSymbolIsNamedAtTheFirstUse() {
        Parameter foreign = new Leak().declareParameter("foreign", Units.PER_SECOND);
        prior.declareEquation(level, foreign.times(level));
        prior.declareOutput("shown", level, 0.1);

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessageStartingWith("prior leak: ")
                .withMessageContaining("foreign");
    }

    @Test
    void aPriorWithoutAnOutputIsRefused() {
        prior.declareEquation(level, rate.times(level));

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessage("prior leak has no output, expected one or more");
    }

    @Test
    void aParameterWithoutBoundsIsRefused() {
        complete();
        prior.declareParameter("boundless", Units.VOLT);

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessage("parameter boundless has no bounds, expected between(lower, upper)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 10, -3, 11, Double.POSITIVE_INFINITY})
    void aNominalValueOnOrBeyondItsBoundsIsRefused(double nominal) {
        complete();
        rate.nominal(nominal);

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessage(
                        "parameter rate: nominal = " + nominal + ", expected a value inside its bounds 0.1 … 10.0");
    }

    @Test
    void boundsMustBeFiniteAndInOrder() {
        double[][] wrong = {
            {1, 1}, {2, 1}, {0, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, 0}, {Double.NaN, 1}
        };
        for (double[] bounds : wrong) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rate.between(bounds[0], bounds[1]))
                    .withMessage("parameter rate: bounds " + bounds[0] + " … " + bounds[1]
                            + ", expected finite lower < upper");
        }
    }

    @Test
    void nominalValuesThatAreNotGivenFollowFromTheBounds() {
        assertThat(rate.nominal()).isEqualTo(1);
        assertThat(prior.declareParameter("share", Units.NUMBER).between(0, 1).nominal())
                .isEqualTo(0.01);
        assertThat(prior.declareParameter("offset", Units.VOLT).between(-1, 3).nominal())
                .isEqualTo(1);
    }

    @Test
    void boundsAdmitTheirEnds() {
        assertThat(rate.admits(0.1)).isTrue();
        assertThat(rate.admits(10)).isTrue();
        assertThat(rate.admits(10.1)).isFalse();
        assertThat(rate.admits(Double.NaN)).isFalse();
    }

    @Test
    void statesRefuseImpossibleStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> level.startsAt(Double.NaN))
                .withMessage("state level: start = NaN, expected a finite number");
        for (double spread : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> level.within(spread))
                    .withMessage("state level: spread = " + spread + ", expected a finite number > 0");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void sensorsWithoutNoiseAreRefused(double noise) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.declareOutput("shown", level, noise))
                .withMessage("output shown: noise = " + noise + ", expected a finite number > 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Level", "le vel", ""})
    void outputsHaveIdentifiersAsNamesToo(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.declareOutput(name, level, 0.1))
                .withMessage("name '" + name + "', expected a lower-case letter followed by letters and digits");
    }

    @Test
    void anInputAndAnOutputOfOneNameAreRefusedAtTheFirstUse() {
        complete();
        prior.declareInput("flow", Units.VOLT);
        prior.declareOutput("flow", level, 0.1);

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessage("prior leak: an input and an output are called flow, expected distinct names");
    }

    @Test
    void aForeignSymbolOfAnInvariantIsNamedAtTheFirstUse() {
        complete();
        prior.declareInvariant(new Leak().declareParameter("foreign", Units.PER_SECOND));

        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessageStartingWith("prior leak: ")
                .withMessageContaining("foreign");
    }

    @Test
    void allGapsAreToldAtOnceAndAreNoneWhenTheDeclarationCloses() {
        prior.declareState("forgotten", Units.VOLT);
        assertThat(prior.gaps()).hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessage("prior leak has no output, expected one or more; prior leak: state level has no equation,"
                        + " expected equation(level.rate(), …); prior leak: state forgotten has no equation, expected"
                        + " equation(forgotten.rate(), …)");
        assertThat(new TwoRoomHeater2Go().gaps())
                .contains("prior two-room-heater2-go has no state, expected one or more, each with an equation");

        prior.declareEquation(prior.states().get(1), rate.times(level));
        complete();
        assertThat(prior.gaps()).isEmpty();
        assertThat(prior.system().stateCount()).isEqualTo(2);
    }

    @Test
    void samplingIsOptionalAndChecked() {
        assertThat(prior.sampling()).isEmpty();
        prior.declareSampling(0.5, 11);

        assertThat(prior.sampling()).contains(new Sampling(0.5, 11));
        assertThat(new Sampling(0.5, 11).duration()).isEqualTo(5);
        for (double step : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> prior.declareSampling(step, 10))
                    .withMessage("sampling step = " + step + " s, expected a finite number > 0");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.declareSampling(1, 1))
                .withMessage("samples of a record = 1, expected 2 or more");
    }

    @Test
    void inputsHaveARangeThatIsOptionalAndChecked() {
        Input input = prior.declareInput("drive", Units.VOLT);
        assertThat(input.range()).isEmpty();
        assertThat(input.between(-1, 2).range()).contains(new Input.Range(-1, 2));
        for (double[] wrong : new double[][] {{1, 1}, {2, 1}, {0, Double.POSITIVE_INFINITY}, {Double.NaN, 1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> input.between(wrong[0], wrong[1]))
                    .withMessage("input drive: range " + wrong[0] + " … " + wrong[1] + ", expected finite low < high");
        }
    }

    @Test
    void whatIsKnownOfAParameterIsKept() {
        assertThat(rate.standardDeviation()).isEmpty();
        rate.about(2, 0.3);

        assertThat(rate.nominal()).isEqualTo(2);
        assertThat(rate.standardDeviation()).hasValue(0.3);
        for (double deviation : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rate.about(2, deviation))
                    .withMessage(
                            "parameter rate: standard deviation = " + deviation + ", expected a finite number > 0");
        }
        complete();
        rate.about(11, 0.3);
        assertThatIllegalArgumentException()
                .isThrownBy(prior::system)
                .withMessageContaining("rate: nominal = 11.0, expected a value inside its bounds");
    }

    @Test
    void listsAreCopies() {
        complete();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> prior.states().remove(0));
    }
}
