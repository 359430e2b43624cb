package dev.weft.twins.drill;

import dev.weft.priors.PhysicsPrior;
import dev.weft.twins.Reading;
import dev.weft.twins.guard.Alarm;
import dev.weft.twins.guard.Freeze;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.SignalRule;

/**
 * Make of a twin a plain Kalman filter that believes whatever arrives.
 *
 * <p>Off by a policy: all rules of signals, the innovation gate, trust regions of a reading and of a day, the watch for stuck
 * sensors, doubt, reopening, forgetting after a gap, the freeze, the alarm. Off by what is done to readings: where time does not
 * go forward, the reading is taken for one of a thousandth of an interval after the newest, so that it corrects and hardly
 * propagates; marks of forecasts are taken away.
 *
 * <p>Still on, since without it there is no filter any more after the first such reading: values that are not finite are left
 * out, and a correction that would leave no finite numbers or no covariance is not taken.
 */
final class PlainFilter {
    private static final double NO_TIME_AT_ALL = 1e-3;

    private PlainFilter() {}

    /** The policy that lets everything pass. */
    static Policy policy(PhysicsPrior prior) {
        double none = Double.POSITIVE_INFINITY;
        Policy open = Policy.standard()
                .named("plain filter", 1)
                .withLearning(new LearningLimits(none, none, none, Integer.MAX_VALUE, none, Integer.MAX_VALUE, 1, none))
                .withFreeze(new Freeze(1, 1, false))
                .withAlarm(new Alarm(none, Alarm.standard().failSafe()));
        for (String signal : Signals.names(prior)) {
            open = open.withSignal(signal, SignalRule.ANY);
        }
        return open;
    }

    /** A reading as a filter takes it that knows neither clocks nor marks. */
    static Reading take(Reading reading, double newest, double interval) {
        double time =
                reading.time() > newest || Double.isNaN(newest) ? reading.time() : newest + NO_TIME_AT_ALL * interval;
        return new Reading(time, reading.inputs(), reading.outputs());
    }
}
