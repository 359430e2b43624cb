package dev.weft.sdk.warp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Name what a weight-space model is of.
 *
 * @param signals what is observed, fed and, unless there are targets or classes, predicted; at least one
 * @param inputs what is known beforehand, such as a heater's power: fed as long as a series goes on
 * @param targets what shall be told instead of the next signals
 * @param classes names of the classes a series may belong to
 */
public record WarpColumns(List<String> signals, List<String> inputs, List<String> targets, List<String> classes) {
    /**
     * Copy the lists and check the names.
     *
     * @throws IllegalArgumentException if there is no signal, or a signal, input or target is blank or named twice
     */
    public WarpColumns {
        signals = List.copyOf(signals);
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        classes = List.copyOf(classes);
        if (signals.isEmpty()) {
            throw new IllegalArgumentException("signals = none, expected at least one");
        }
        Set<String> names = new LinkedHashSet<>();
        for (List<String> group : List.of(signals, inputs, targets)) {
            for (String name : group) {
                if (name.isBlank() || !names.add(name)) {
                    throw new IllegalArgumentException("signal '" + name
                            + "' is blank or named twice, expected every signal, input and target once");
                }
            }
        }
    }

    /** Return signals to be forecast from themselves. */
    public static WarpColumns of(List<String> signals) {
        return new WarpColumns(signals, List.of(), List.of(), List.of());
    }

    /** Tell whether predictions are of the next step: there are neither targets nor classes. */
    public boolean forecasts() {
        return targets.isEmpty() && classes.isEmpty();
    }

    /** Return what is predicted [Dy]: signals, targets or classes. */
    public List<String> predicted() {
        return !classes.isEmpty() ? classes : targets.isEmpty() ? signals : targets;
    }

    /** Change what is known beforehand. */
    public WarpColumns withInputs(List<String> changed) {
        return new WarpColumns(signals, changed, targets, classes);
    }

    /** Change what is told instead of the next signals. */
    public WarpColumns withTargets(List<String> changed) {
        return new WarpColumns(signals, inputs, changed, classes);
    }

    /** Change the classes. */
    public WarpColumns withClasses(List<String> changed) {
        return new WarpColumns(signals, inputs, targets, changed);
    }
}
