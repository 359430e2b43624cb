package dev.weft.solvers.bench;

import dev.weft.solvers.filter.FilterPlanes;

/**
 * Update a fleet of oscillators by a plain loop over its lanes, each reading its states: what a careful person writes who has
 * no generator. The same equations, the same gate, the same planes.
 */
final class FilterByHand {
    private static final int D = 5;
    private static final int M = 3;

    private final double[] thresholds;
    private final double step;
    private final double sensor;
    private final double drift;
    private final double noise;
    private final OscillatorFlow flow = new OscillatorFlow();
    private final double[] mean = new double[D];
    private final double[][] p = new double[D][D];
    private final double[][] left = new double[2][D];
    private final double[][] slopes = new double[2][D];
    private final double[] gain = new double[D];
    private final double[] column = new double[D];

    /**
     * Prepare a loop.
     *
     * @param thresholds of the gate, by the number of outputs less one
     * @param sensor variance of a reading
     * @param drift variance that a coordinate gains in a step
     * @param noise variance that a state gains in a step
     */
    FilterByHand(double[] thresholds, double step, double sensor, double drift, double noise) {
        this.thresholds = thresholds.clone();
        this.step = step;
        this.sensor = sensor;
        this.drift = drift;
        this.noise = noise;
    }

    /** Move all lanes and correct them. */
    void step(FilterPlanes fleet) {
        for (int lane = 0; lane < fleet.lanes(); lane++) {
            load(fleet, lane);
            predict();
            correct(fleet, lane);
            store(fleet, lane);
        }
    }

    private void load(FilterPlanes fleet, int lane) {
        for (int i = 0, k = 0; i < D; i++) {
            mean[i] = fleet.means()[i][lane];
            for (int j = 0; j <= i; j++, k++) {
                p[i][j] = fleet.covariances()[k][lane];
                p[j][i] = p[i][j];
            }
        }
    }

    private void store(FilterPlanes fleet, int lane) {
        for (int i = 0, k = 0; i < D; i++) {
            fleet.means()[i][lane] = mean[i];
            for (int j = 0; j <= i; j++, k++) {
                fleet.covariances()[k][lane] = p[i][j];
            }
        }
    }

    private void predict() {
        flow.step(mean[0], mean[1], mean[2], mean[M], mean[M + 1], step);
        mean[M] = flow.position[0];
        mean[M + 1] = flow.velocity[0];
        for (int j = 0; j < D; j++) {
            int from = j < M ? M + j : j - M + 1;
            slopes[0][j] = flow.position[from];
            slopes[1][j] = flow.velocity[from];
        }
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < D; k++) {
                double sum = 0;
                for (int j = 0; j < D; j++) {
                    sum += slopes[i][j] * p[j][k];
                }
                left[i][k] = sum;
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < M; j++) {
                p[M + i][j] = left[i][j];
                p[j][M + i] = left[i][j];
            }
            for (int k = 0; k <= i; k++) {
                double sum = i == k ? noise : 0;
                for (int j = 0; j < D; j++) {
                    sum += left[i][j] * slopes[k][j];
                }
                p[M + i][M + k] = sum;
                p[M + k][M + i] = sum;
            }
        }
        for (int j = 0; j < M; j++) {
            p[j][j] += drift;
        }
    }

    private void correct(FilterPlanes fleet, int lane) {
        int outputs = fleet.measured().length;
        double surprise = 0;
        int count = 0;
        double first = Double.NaN;
        double firstVariance = 1;
        for (int k = 0; k < outputs; k++) {
            double innovation = fleet.measured()[k][lane] - mean[M + k];
            double variance = p[M + k][M + k] + sensor;
            fleet.expected()[k][lane] = mean[M + k];
            fleet.innovationVariances()[k][lane] = variance;
            if (!Double.isNaN(innovation)) {
                double given = innovation;
                double left1 = variance;
                if (k == 1 && !Double.isNaN(first)) {
                    double shared = p[M + 1][M];
                    given -= shared / firstVariance * first;
                    left1 -= shared * shared / firstVariance;
                }
                surprise += given * given / left1;
                count++;
                first = k == 0 ? innovation : first;
                firstVariance = k == 0 ? variance : firstVariance;
            }
        }
        fleet.surprises()[lane] = surprise;
        boolean accepted = count > 0 && surprise <= thresholds[count - 1];
        fleet.verdicts()[lane] = accepted ? count : 0;
        for (int k = 0; k < outputs && accepted; k++) {
            double innovation = fleet.measured()[k][lane] - mean[M + k];
            if (!Double.isNaN(innovation)) {
                correct(M + k, innovation);
            }
        }
    }

    /** Joseph's form for one state that is read. */
    private void correct(int state, double innovation) {
        double s = p[state][state] + sensor;
        for (int i = 0; i < D; i++) {
            column[i] = p[i][state];
            gain[i] = column[i] / s;
            mean[i] += gain[i] * innovation;
        }
        for (int i = 0; i < D; i++) {
            double rest = gain[i] * sensor - (column[i] - gain[i] * column[state]);
            for (int j = 0; j <= i; j++) {
                p[i][j] += rest * gain[j] - gain[i] * column[j];
                p[j][i] = p[i][j];
            }
        }
    }
}
