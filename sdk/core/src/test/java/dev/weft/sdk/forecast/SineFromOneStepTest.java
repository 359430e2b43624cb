package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.signal.SineByPhase;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published task SINE: sin(2πt + φ), 16 steps, |φ| ≤ π/6, of which the first is shown. */
class SineFromOneStepTest {
    @ParameterizedTest
    @EnumSource(Adaptation.class)
    void oneStepTellsTheRestOfAWaveOfKnownAmplitudeAndFrequency(Adaptation adaptation) {
        double step = 1.0 / 15;
        PhysicsModel nominal = PhysicsModel.nominal(new SineByPhase(), step);
        PhysicsModel known = nominal.withKnown("amplitude", 1)
                .withKnown("frequency", 1)
                .withNoise(nominal.noise().scaled(new double[] {1e-12 / 0.05}, 1));
        Forecaster forecaster = new Forecaster(known, adaptation);
        for (int k = -10; k <= 10; k++) {
            double phase = k * Math.PI / 60;
            double[] times = new double[16];
            double[][] outputs = new double[16][1];
            for (int i = 0; i < 16; i++) {
                times[i] = i * step;
                outputs[i][0] = Math.sin(2 * Math.PI * times[i] + phase);
            }
            Forecast forecast = forecaster.forecast(new MeasuredSeries("wave", times, new double[16][0], outputs), 1);
            double squares = 0;
            for (int i = 1; i < 16; i++) {
                squares += Math.pow(forecast.output(i, 0) - outputs[i][0], 2);
            }
            // Points and members tell the mean over what may have aged by then: of the frequency a per mille a reading,
            // with which the phase is open by σ = 0.014 at the end. It lies σ²/2 of a wave's height lower: 7e-10 in the
            // mean square.
            boolean tellsMean = adaptation == Adaptation.UNSCENTED || adaptation == Adaptation.ENSEMBLE;
            assertThat(squares / 15).isLessThan(tellsMean ? 1e-8 : 1e-20);
        }
    }
}
