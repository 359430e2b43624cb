package dev.weft.sdk.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.sdk.validation.Criterion.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorValidationTest {
    private static final TrialSettings QUICK =
            TrialSettings.STANDARD.withMachines(6).withTrainingSeconds(0);

    private static PriorReport report(PhysicsPrior prior) throws InterruptedException {
        return new PriorValidation(prior, QUICK).run((part, parts, words) -> {});
    }

    @Test
    void aPriorThatCanBeLearnedPasses() throws InterruptedException {
        List<String> parts = new ArrayList<>();
        PriorReport report = new PriorValidation(new Heater(), QUICK)
                .run((part, all, words) -> parts.add(part + 1 + " of " + all + ": " + words));

        assertThat(report.criteria()).noneMatch(c -> c.verdict() == Verdict.FAILED);
        assertThat(report.passed()).isTrue();
        assertThat(report.recovery().told()).extracting(ParameterRecovery::name).containsExactly("lag", "gain");
        // 300 samples of 2 % noise tell both to about a per mille; ten times that would be a defect.
        assertThat(report.recovery().error()).isBetween(1e-4, 1e-2);
        assertThat(report.guessed()).isTrue();
        // A heater's lag and gain show in how its level moves and nowhere else.
        assertThat(report.ablations())
                .extracting(MethodScore::method)
                .containsExactly("without layout", "without transition", "without decoder");
        double whole = report.scores().get(1).error();
        assertThat(report.ablations().get(1).error()).isGreaterThan(5 * whole);
        assertThat(report.ablations().get(2).error()).isGreaterThan(whole);
        assertThat(report.byLength()).extracting(Recovery::samples).containsExactly(37, 75, 150, 300);
        assertThat(report.disturbances()).hasSize(Disturbance.values().length);
        assertThat(parts.get(0)).startsWith("1 of ");
        assertThat(parts.get(parts.size() - 1)).startsWith(parts.size() + " of " + parts.size());
    }

    @Test
    void theSameSeedGivesTheSameFigures() throws InterruptedException {
        PriorReport once = report(new Heater());
        PriorReport again = report(new Heater());

        assertThat(again.byLength()).isEqualTo(once.byLength());
        assertThat(again.disturbances()).isEqualTo(once.disturbances());
        assertThat(again.criteria()).isEqualTo(once.criteria());
        assertThat(again.ablations())
                .extracting(MethodScore::byContext)
                .isEqualTo(once.ablations().stream().map(MethodScore::byContext).toList());
    }

    /** With noise of a hundred times the signal nobody can tell anything. */
    @Test
    void fitsThatLeaveEverythingOpenDoNotPass() throws InterruptedException {
        PriorReport report = new PriorValidation(
                        new Heater(), QUICK.withMachines(4).withNoise(10_000))
                .run((part, parts, words) -> {});

        assertThat(report.passed()).isFalse();
        assertThat(report.criteria())
                .filteredOn(c -> c.name().equals("parameters are told by the data"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.verdict()).isEqualTo(Verdict.FAILED);
                    assertThat(c.found()).isEqualTo("0 of 2; open: lag, gain");
                });
    }

    /** share and its output's scale cancel; the invariant is broken by every drive below 0. */
    @Test
    void whatTheDataLeaveOpenIsNotedAndABrokenInvariantFails() throws InterruptedException {
        PriorReport report = report(new Heater.Doubtful());

        assertThat(report.passed()).isFalse();
        assertThat(report.criteria())
                .filteredOn(c -> c.verdict() == Verdict.FAILED)
                .extracting(Criterion::name)
                .containsExactly("the level is never below 0");
        assertThat(report.criteria())
                .filteredOn(c -> c.name().equals("parameters are told by the data"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.verdict()).isEqualTo(Verdict.NOTED);
                    assertThat(c.found()).isEqualTo("2 of 3; open: share");
                });
    }

    @Test
    void aLimitThatThePriorStatesDoesNotFailItAndAStaleOneIsTold() throws InterruptedException {
        PriorReport report = report(new Heater.Honest());

        assertThat(report.passed()).isTrue();
        assertThat(report.criteria())
                .filteredOn(c -> !c.limit().isEmpty())
                .extracting(Criterion::name, Criterion::verdict, Criterion::limit)
                .containsExactly(
                        tuple("fits end", Verdict.NOTED, "they end, so that this is out of date"),
                        tuple("the level is never below 0", Verdict.KNOWN, "a drive below 0 takes the level there"),
                        tuple("stands the test of time", Verdict.NOTED, "nobody asks for this"));
        assertThat(report.criteria())
                .filteredOn(c -> c.name().equals("fits end"))
                .singleElement()
                .satisfies(c -> assertThat(c.found()).contains("met, though the prior states a limit"));
    }

    /** loss/capacity and gain/capacity are the lag and the gain of the heater in other words. */
    @Test
    void productsThatAreToldAreJudgedWhereNoParameterIs() throws InterruptedException {
        PriorReport report = report(new Heater.Body());

        assertThat(report.passed()).isTrue();
        assertThat(report.recovery().told()).isEmpty();
        assertThat(report.recovery().toldTogether())
                .extracting(ParameterRecovery::name)
                .containsExactlyInAnyOrder("loss/capacity", "gain/capacity");
        // As the heater's: a per mille or so, and a claim that is true to a factor.
        assertThat(report.recovery().toldTogether()).allSatisfy(p -> {
            assertThat(p.error()).isBetween(1e-4, 1e-2);
            assertThat(p.claimed() / p.error()).isBetween(0.3, 3.0);
        });
        assertThat(report.recovery().covered()).isBetween(0.5, 1.0);
    }

    @Test
    void anInputThatNobodyCanDriveIsNamed() {
        assertThatThrownBy(() -> new PriorValidation(new RcRoom(), QUICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input outdoor of prior rc-room")
                .hasMessageContaining("between(low, high)");
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> QUICK.withMachines(3)).hasMessageContaining("machines = 3, expected at least 4");
        assertThatThrownBy(() -> QUICK.withSpread(0)).hasMessageContaining("spread = 0.0");
        assertThatThrownBy(() -> QUICK.withNoise(Double.NaN)).hasMessageContaining("noise = NaN");
        assertThatThrownBy(() -> QUICK.withTrainingSeconds(-1)).hasMessageContaining("training = -1.0 s");
    }
}
