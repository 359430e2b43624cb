package dev.weft.priors.signal;

import static dev.weft.priors.Units.HERTZ;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe an oscillation that dies away, of unknown amplitude and phase: y = a·e^(−σ·t)·sin(2π·f·t + φ).
 *
 * <p>ẏ = −σ·y + 2π·f·z, ż = −σ·z − 2π·f·y, with z a quarter of a period ahead: amplitude and phase are the state.
 * f is the frequency seen, not that of the undamped oscillator, √(f² + (σ/2π)²). The signal is a plain number: scale it,
 * and take its mean away.
 *
 * <p>Source: S. S. Rao, "Mechanical Vibrations", 5th edition, 2011, section 2.6, the underdamped case.
 */
public final class DampedOscillation extends PhysicsPrior {
    public final Parameter frequency =
            parameter("frequency", HERTZ).between(1e-6, 1e6).nominal(1).meaning("periods a second");
    public final Parameter decay =
            parameter("decay", PER_SECOND).between(0, 1e6).nominal(0.2).meaning("rate at which the amplitude falls");
    public final State value = state("value", NUMBER).startsAt(0).within(1).meaning("value of the signal");
    public final State ahead = state("ahead", NUMBER)
            .startsAt(1)
            .within(1)
            .meaning("its value a quarter of a period later, but for the decay");

    public DampedOscillation() {
        summary("An oscillation that dies away, of unknown frequency, decay, amplitude and phase.");
        source("S. S. Rao, Mechanical Vibrations, 5th edition, 2011, section 2.6");
        sampling(0.02, 500);
        Quantity rate = frequency.times(2 * Math.PI);
        equation(value.rate(), rate.times(ahead).minus(decay.times(value)));
        equation(ahead.rate(), rate.times(value).plus(decay.times(ahead)).negate());
        output("signal", value, 0.05, "the signal");
        invariant("the amplitude only falls", decay.times(value.squared().plus(ahead.squared())));
    }
}
