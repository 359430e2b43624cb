package dev.weft.priors.signal;

import static dev.weft.priors.Units.HERTZ;
import static dev.weft.priors.Units.NUMBER;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a sine of unknown amplitude, frequency and phase: y = a·sin(2π·f·t + φ).
 *
 * <p>It is the harmonic oscillator ẏ = 2π·f·z, ż = −2π·f·y, with z = a·cos(2π·f·t + φ) a quarter of a period ahead:
 * amplitude √(y² + z²) and phase are the state, so each series has its own and a filter follows them; the frequency is the
 * parameter. The signal is a plain number: scale it, and take its mean away.
 *
 * <p>Source: B. G. Quinn, E. J. Hannan, "The Estimation and Tracking of Frequency", 2001, chapter 1.
 */
public final class Sine extends PhysicsPrior {
    public final Parameter frequency =
            parameter("frequency", HERTZ).between(1e-6, 1e6).nominal(1).meaning("periods a second");
    public final State value = state("value", NUMBER).startsAt(0).within(1).meaning("value of the signal");
    public final State ahead =
            state("ahead", NUMBER).startsAt(1).within(1).meaning("its value a quarter of a period later");

    public Sine() {
        summary("A sine of unknown frequency, amplitude and phase.");
        source("B. G. Quinn, E. J. Hannan, The Estimation and Tracking of Frequency, 2001, chapter 1");
        sampling(0.02, 500);
        Quantity rate = frequency.times(2 * Math.PI);
        equation(value.rate(), rate.times(ahead));
        equation(ahead.rate(), rate.times(value).negate());
        output("signal", value, 0.05, "the signal");
    }
}
