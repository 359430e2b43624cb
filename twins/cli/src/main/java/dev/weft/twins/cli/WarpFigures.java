package dev.weft.twins.cli;

import dev.weft.sdk.inspect.TransitionModes;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.recurrence.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Hold the figures that describe a weight-space model: norms of its tensors and drivers, modes of its transition. */
final class WarpFigures {
    private static final int SLOWEST = 8;

    private final WarpModel model;
    private final Optional<TransitionModes> modes;
    private final String whyNoModes;

    /**
     * Hold a line of the table of modes: modes that read the same.
     *
     * @param eigenvalues how many
     * @param mode one of them
     */
    record ModeRow(int eigenvalues, TransitionModes.Mode mode) {}

    WarpFigures(WarpModel model) {
        this.model = model;
        Transition transition = model.transition();
        Optional<TransitionModes> found = Optional.empty();
        String why = "";
        if (TransitionModes.canBeFound(transition)) {
            try {
                found = Optional.of(TransitionModes.of(
                        transition, model.settings().transition().continuous()));
            } catch (ArithmeticException e) {
                why = "left out: " + e.getMessage();
            }
        } else {
            why = "left out: the eigenvalues of " + transition.describe() + " without a closed form take too long;"
                    + " up to " + TransitionModes.LARGEST + " weights they are found";
        }
        this.modes = found;
        this.whyNoModes = why;
    }

    WarpModel model() {
        return model;
    }

    WarpSettings settings() {
        return model.settings();
    }

    Optional<TransitionModes> modes() {
        return modes;
    }

    /** Return why there are no modes, empty if there are. */
    String whyNoModes() {
        return whyNoModes;
    }

    /** Return the slowest modes; neighbours that read the same share a row. */
    List<ModeRow> slowest() {
        List<ModeRow> rows = new ArrayList<>();
        String last = "";
        for (TransitionModes.Mode mode : modes.map(TransitionModes::modes).orElse(List.of())) {
            String text = TextTable.number(mode.modulus()) + steps(mode.timeConstant()) + steps(mode.period());
            if (text.equals(last)) {
                ModeRow same = rows.remove(rows.size() - 1);
                rows.add(new ModeRow(same.eigenvalues() + mode.eigenvalues(), same.mode()));
            } else if (rows.size() == SLOWEST) {
                break;
            } else {
                rows.add(new ModeRow(mode.eigenvalues(), mode));
            }
            last = text;
        }
        return rows;
    }

    /** Return a number of steps as a person reads it, nothing if there is no end. */
    static String steps(double steps) {
        return Double.isInfinite(steps) ? "" : TextTable.number(steps);
    }

    /** Return how long a mode remembers, in words where it does so for ever. */
    static String memory(TransitionModes.Mode mode, double stepLength) {
        if (mode.grows()) {
            return "grows";
        }
        return mode.forgets() ? TextTable.number(stepLength * mode.timeConstant()) : "never forgets";
    }

    /** Return ‖tensor‖, the root of the sum of squares. */
    double norm(ParameterLayout.Segment tensor) {
        return norm(model.parameter(tensor.name()));
    }

    /** Return ‖b‖ of the column of B of each driver: how far 1 of it, a difference or a value, moves the weights. */
    Map<String, Double> driverNorms() {
        DMatrixRMaj input = model.inputMatrix();
        List<String> names = new ArrayList<>(settings().signals());
        names.addAll(settings().inputs());
        if (settings().timeChannel()) {
            names.add("time τ");
        }
        Map<String, Double> norms = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            double[] column = new double[input.numRows];
            for (int i = 0; i < column.length; i++) {
                column[i] = input.get(i, c);
            }
            norms.put(names.get(c), norm(column));
        }
        return norms;
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }
}
