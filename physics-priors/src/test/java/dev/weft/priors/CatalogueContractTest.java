package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every prior of the catalogue keeps: it says what it is, and its declaration is complete. */
class CatalogueContractTest {
    static List<PhysicsPrior> priors() {
        return PriorCatalogue.load().all();
    }

    @ParameterizedTest
    @MethodSource("priors")
    void saysWhatItDescribesAndWhereThatIsFrom(PhysicsPrior prior) {
        assertThat(prior.summary()).as(prior.name()).endsWith(".");
        // A citation has a year.
        assertThat(prior.source()).as(prior.name()).containsPattern("[12][0-9]{3}");
        assertThat(prior.getClass().getPackageName()).isEqualTo("dev.weft.priors." + prior.domain());
    }

    @ParameterizedTest
    @MethodSource("priors")
    void everySymbolHasAMeaning(PhysicsPrior prior) {
        Stream<String> meanings = Stream.of(
                        prior.parameters().stream().map(Parameter::meaning),
                        prior.states().stream().map(State::meaning),
                        prior.inputs().stream().map(Input::meaning),
                        prior.outputs().stream().map(Output::meaning),
                        prior.invariants().stream().map(Invariant::name))
                .flatMap(s -> s);
        assertThat(meanings)
                .as(prior.name())
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("priors")
    void unitsPrintInTheLettersOfACsvHeader(PhysicsPrior prior) {
        Stream<Quantity> quantities = Stream.of(
                        prior.parameters().stream(),
                        prior.states().stream(),
                        prior.inputs().stream(),
                        prior.outputs().stream().map(Output::quantity))
                .flatMap(s -> s);
        assertThat(quantities)
                .as(prior.name())
                .allSatisfy(q -> assertThat(Units.text(q.unit())).doesNotContainAnyWhitespaces());
    }

    @ParameterizedTest
    @MethodSource("priors")
    void theDeclarationIsComplete(PhysicsPrior prior) {
        assertThat(prior.system().stateCount()).isEqualTo(prior.states().size());
        assertThat(prior.parameters()).allSatisfy(p -> {
            assertThat(p.nominal()).as(p.name()).isGreaterThan(p.lower()).isLessThan(p.upper());
            double back = p.coordinate().toValue(p.coordinate().toCoordinate(p.nominal()));
            // One logarithm and one exponential of numbers below 30: some tens of ulps.
            assertThat(back).isCloseTo(p.nominal(), org.assertj.core.data.Percentage.withPercentage(1e-11));
        });
    }

    @ParameterizedTest
    @MethodSource("priors")
    void signalsOnTheTwoSidesOfAFileHaveDistinctNames(PhysicsPrior prior) {
        HashSet<String> names = new HashSet<>();
        assertThat(Stream.concat(
                        prior.inputs().stream().map(Input::name),
                        prior.outputs().stream().map(Output::name)))
                .allSatisfy(name -> assertThat(names.add(name)).as(name).isTrue());
    }
}
