package dev.weft.priors.signal;

import static dev.weft.priors.Units.HERTZ;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.RADIAN;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a sine by its phase: y = a·sin φ, φ̇ = 2π·f.
 *
 * <p>The same signal as of {@link Sine}, for machines whose amplitude is known or shared: the phase is the only state. Of
 * known amplitude and frequency one reading tells it, up to the side of the crest: the one nearer to 0 is taken.
 *
 * <p>Source: B. G. Quinn, E. J. Hannan, "The Estimation and Tracking of Frequency", 2001, chapter 1.
 */
public final class SineByPhase extends PhysicsPrior {
    private static final Quantity TURN = Quantity.of(2 * Math.PI, RADIAN);

    public final Parameter amplitude =
            parameter("amplitude", NUMBER).between(1e-6, 1e6).nominal(1).meaning("largest value of the signal");
    public final Parameter frequency =
            parameter("frequency", HERTZ).between(1e-6, 1e6).nominal(1).meaning("periods a second");
    public final State phase =
            state("phase", RADIAN).startsAt(0).within(1).meaning("angle of the signal, 0 where it rises through 0");

    public SineByPhase() {
        summary("A sine told by its phase, for signals whose amplitude is known or shared.");
        source("B. G. Quinn, E. J. Hannan, The Estimation and Tracking of Frequency, 2001, chapter 1");
        sampling(0.02, 500);
        equation(phase.rate(), frequency.times(TURN));
        output("signal", amplitude.times(phase.sin()), 0.05, "the signal");
    }
}
