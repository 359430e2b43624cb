package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.lanes.VectorModule;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

class FleetProperties {
    // A few steps of sums of at most 20 products of numbers up to a few tens, in two orders.
    private static final double DOUBLE = 1e-12;
    private static final double FLOAT = 1e-3;

    /** The states of a fleet, twin by twin, one step after the other. */
    private static double[][] oneByOne(LinearRecurrence recurrence, double[][] theta, double[][][] v) {
        double[][] result = new double[theta.length][];
        LinearRecurrence.Scratch scratch = recurrence.newScratch();
        for (int twin = 0; twin < theta.length; twin++) {
            result[twin] = theta[twin].clone();
            for (double[][] step : v) {
                recurrence.step(result[twin], step[twin], scratch);
            }
        }
        return result;
    }

    private static double[][] rows(RandomRecurrence draw, int rows, int columns) {
        double[][] result = new double[rows][];
        for (int i = 0; i < rows; i++) {
            result[i] = draw.vector(columns);
        }
        return result;
    }

    private static double[][] turned(double[][] rows) {
        double[][] planes = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[0].length; k++) {
                planes[k][i] = rows[i][k];
            }
        }
        return planes;
    }

    private static float[][] inFloat(double[][] values) {
        float[][] result = new float[values.length][values[0].length];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < values[0].length; k++) {
                result[i][k] = (float) values[i][k];
            }
        }
        return result;
    }

    private static List<PlaneStepper> kernels(LinearRecurrence recurrence) {
        List<PlaneStepper> all = new ArrayList<>(List.of(new PlaneStepper(recurrence, false)));
        if (VectorModule.present()) {
            all.add(new PlaneStepper(recurrence, true));
        }
        return all;
    }

    @Property(tries = 120)
    void planesAgreeWithSingleTwins(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 90) int twins,
            @ForAll @IntRange(min = 1, max = 9) int steps) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int d = draw.between(1, 6);
        for (Transition transition : draw.each(d)) {
            if (transition instanceof Dense || transition instanceof LowRankPlusDiagonal) {
                continue;
            }
            LinearRecurrence recurrence = new LinearRecurrence(transition, draw.matrix(d, draw.between(1, 3)));
            double[][] theta = rows(draw, twins, d);
            double[][][] v = new double[steps][][];
            double[][][] planesOfV = new double[steps][][];
            float[][][] floatPlanesOfV = new float[steps][][];
            for (int s = 0; s < steps; s++) {
                v[s] = rows(draw, twins, recurrence.inputs());
                planesOfV[s] = turned(v[s]);
                floatPlanesOfV[s] = inFloat(planesOfV[s]);
            }
            double[][] expected = turned(oneByOne(recurrence, theta, v));
            for (PlaneStepper fleet : kernels(recurrence)) {
                double[][] together = turned(theta);
                fleet.steps(together, planesOfV, 0, twins);
                double[][] stepwise = turned(theta);
                float[][] floats = inFloat(stepwise);
                float[][] floatsStepwise = inFloat(stepwise);
                fleet.steps(floats, floatPlanesOfV, 0, twins);
                int cut = draw.between(0, twins);
                for (int s = 0; s < steps; s++) {
                    fleet.step(stepwise, planesOfV[s], 0, cut);
                    fleet.step(stepwise, planesOfV[s], cut, twins);
                    fleet.step(floatsStepwise, floatPlanesOfV[s], 0, twins);
                }
                for (int k = 0; k < d; k++) {
                    assertThat(together[k]).containsExactly(expected[k], within(DOUBLE));
                    // Bit for bit: the same roundings wherever the lanes are cut and steps are joined.
                    assertThat(stepwise[k]).containsExactly(together[k]);
                    assertThat(floatsStepwise[k]).containsExactly(floats[k]);
                    for (int i = 0; i < twins; i++) {
                        assertThat((double) floats[k][i]).isCloseTo(expected[k][i], within(FLOAT));
                    }
                }
            }
        }
    }

    @Property(tries = 60)
    void rowsAgreeWithSingleTwins(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int twins) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int d = draw.between(1, 17);
        for (Transition transition : draw.each(d)) {
            if (!(transition instanceof Dense || transition instanceof LowRankPlusDiagonal)) {
                continue;
            }
            LinearRecurrence recurrence = new LinearRecurrence(transition, draw.matrix(d, draw.between(1, 3)));
            double[][] theta = rows(draw, twins, d);
            double[][] v = rows(draw, twins, recurrence.inputs());
            double[][] expected = oneByOne(recurrence, theta, new double[][][] {v});
            RowStepper fleet = new RowStepper(recurrence);
            double[] flat = flat(theta);
            float[] floats = flat(inFloat(theta));
            int from = draw.between(0, twins);
            fleet.step(flat, flat(v), from, twins);
            fleet.step(floats, flat(inFloat(v)), from, twins);
            for (int i = 0; i < twins; i++) {
                for (int k = 0; k < d; k++) {
                    double value = i < from ? theta[i][k] : expected[i][k];
                    assertThat(flat[i * d + k]).isCloseTo(value, within(DOUBLE));
                    assertThat((double) floats[i * d + k]).isCloseTo(value, within(FLOAT));
                }
            }
        }
    }

    private static double[] flat(double[][] rows) {
        return java.util.Arrays.stream(rows)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    private static float[] flat(float[][] rows) {
        float[] result = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, result, i * rows[0].length, rows[0].length);
        }
        return result;
    }

    @Example
    void wrongStructuresAndShapesAreRefused() {
        LinearRecurrence diagonal = new LinearRecurrence(Diagonal.of(1, 2), new DMatrixRMaj(2, 1));
        LinearRecurrence dense = new LinearRecurrence(Dense.of(new DMatrixRMaj(2, 2)), new DMatrixRMaj(2, 1));
        assertThatThrownBy(() -> new PlaneStepper(dense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transition is dense 2×2, expected identity, diagonal or 2×2 blocks");
        assertThatThrownBy(() -> new RowStepper(diagonal))
                .hasMessageContaining("transition is diagonal 2×2, expected dense or low rank");
        PlaneStepper planes = new PlaneStepper(diagonal);
        assertThatThrownBy(() -> planes.step(new double[3][4], new double[1][4], 0, 4))
                .hasMessage("theta planes = 3, expected 2");
        assertThatThrownBy(() -> planes.step(new double[2][4], new double[1][3], 0, 4))
                .hasMessage("lanes 0 … 4 of a plane of input, expected a range within 0 … 3");
        assertThatThrownBy(() -> new RowStepper(dense).step(new double[8], new double[3], 0, 4))
                .hasMessage("rows 0 … 4 of Θ 4×2 and V 3×1, expected a range of rows that both have");
    }
}
