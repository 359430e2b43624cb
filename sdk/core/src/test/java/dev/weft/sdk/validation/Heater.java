package dev.weft.sdk.validation;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.SECOND;
import static dev.weft.priors.Units.VOLT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/** A first-order lag, τ ẋ = g u − x, whose gain and lag any record with an input that moves tells. */
class Heater extends PhysicsPrior {
    final Parameter lag = parameter("lag", SECOND).between(0.1, 10).nominal(1);
    final Parameter gain = parameter("gain", NUMBER).between(0.1, 10).nominal(2);
    final State level = state("level", VOLT).startsAt(1).within(1);
    final Input drive = input("drive", VOLT).between(-1, 2);

    Heater() {
        equation(level.rate(), gain.times(drive).minus(level).over(lag));
        output("shown", level, 0.02, "the level");
    }

    /** The doubtful one, which says so, and states two limits that are none. */
    static final class Honest extends Doubtful {
        Honest() {
            limit("the level is never below 0", "a drive below 0 takes the level there");
            limit("fits end", "they end, so that this is out of date");
            limit("stands the test of time", "nobody asks for this");
        }
    }

    /** A body that is heated and loses heat: C ẋ = g u − G x, of which only ratios are told. */
    static final class Body extends PhysicsPrior {
        final Parameter capacity =
                parameter("capacity", SECOND).between(0.1, 10).nominal(1);
        final Parameter loss = parameter("loss", NUMBER).between(0.1, 10).nominal(1);
        final Parameter gain = parameter("gain", NUMBER).between(0.1, 10).nominal(2);
        final State level = state("level", VOLT).startsAt(1).within(1);
        final Input drive = input("drive", VOLT).between(-1, 2);

        Body() {
            equation(level.rate(), gain.times(drive).minus(loss.times(level)).over(capacity));
            output("shown", level, 0.02, "the level");
        }
    }

    /** The same with a parameter that only multiplies the gain, and something said of it that is not true. */
    static class Doubtful extends Heater {
        final Parameter share = parameter("share", NUMBER).between(0.1, 10).nominal(1);
        final State second = state("second", VOLT).startsAt(0).within(0.1);

        Doubtful() {
            equation(second.rate(), share.times(gain).times(drive).minus(second).over(lag));
            output("other", second.times(Quantity.of(1, NUMBER).over(share)), 0.02, "the second level, scaled");
            invariant("the level is never below 0", level);
        }
    }
}
