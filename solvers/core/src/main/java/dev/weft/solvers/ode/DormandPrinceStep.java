package dev.weft.solvers.ode;

import static dev.weft.solvers.ode.FlowPoint.addScaled;

/** Make single steps of the explicit Dormand–Prince 5(4) pair, and notice stiffness. */
final class DormandPrinceStep implements FlowMethod {
    private static final ButcherTableau TABLEAU = ButcherTableau.DORMAND_PRINCE_54;
    private static final int STAGES = TABLEAU.stages();

    /** See docs/adr/0010 for why this is less than the boundary of stability, 3.3. */
    private static final double SUSPICIOUS = 2.5;

    private static final int STIFF_STEPS = 15;
    private static final int CALM_STEPS = 6;

    private final FlowPoint point;
    private final StepSizeController controller = new StepSizeController(4);
    private final int n;
    private final double[][] points;
    private final double[][] k;
    private final double[] error;
    private int stiff;
    private int calm;

    // Only with sensitivities.
    private double[] argument = {};
    private double[][] slopes = {};

    DormandPrinceStep(FlowPoint point) {
        this.point = point;
        this.n = point.n;
        this.points = new double[STAGES][n];
        this.k = new double[STAGES][n];
        this.points[0] = point.x;
        this.k[0] = point.f;
        this.error = new double[n];
    }

    @Override
    public String methodName() {
        return TABLEAU.name();
    }

    @Override
    public StepSizeController controller() {
        return controller;
    }

    @Override
    public void begin() {
        stiff = 0;
        calm = 0;
    }

    @Override
    public double attempt(double h) {
        for (int s = 1; s < STAGES; s++) {
            System.arraycopy(points[0], 0, points[s], 0, n);
            for (int j = 0; j < s; j++) {
                addScaled(h * TABLEAU.a(s, j), k[j], points[s]);
            }
            if (!point.rates(points[s], k[s])) {
                return Double.NaN;
            }
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int s = 0; s < STAGES; s++) {
                sum += TABLEAU.error(s) * k[s][i];
            }
            error[i] = h * sum;
        }
        return point.norm(error, points[STAGES - 1]);
    }

    /**
     * Take note of the step that was tried last, before it is accepted; tells whether the equations have turned out
     * stiff: h|λ| &gt; 2.5 in 15 accepted steps with no six others in between in a row.
     *
     * <p>λ, the dominant eigenvalue of f_x, follows from the last two stages, which both lie at the end of the step.
     * Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 1996, section IV.2, eq. (2.44).
     */
    boolean noticesStiffness(double h) {
        double rates = 0;
        double states = 0;
        for (int i = 0; i < n; i++) {
            double dk = k[STAGES - 1][i] - k[STAGES - 2][i];
            double dx = points[STAGES - 1][i] - points[STAGES - 2][i];
            rates += dk * dk;
            states += dx * dx;
        }
        if (h * h * rates > SUSPICIOUS * SUSPICIOUS * states) {
            calm = 0;
            stiff++;
        } else if (++calm >= CALM_STEPS) {
            stiff = 0;
        }
        return stiff >= STIFF_STEPS;
    }

    @Override
    public void accept() {
        point.moveTo(points[STAGES - 1], k[STAGES - 1]);
    }

    @Override
    public void followWithSensitivities(double h) {
        if (slopes.length == 0) {
            argument = new double[n * point.columns];
            slopes = new double[STAGES - 1][n * point.columns];
        }
        for (int s = 0; s < STAGES - 1; s++) {
            System.arraycopy(point.s, 0, argument, 0, argument.length);
            for (int j = 0; j < s; j++) {
                addScaled(h * TABLEAU.a(s, j), slopes[j], argument);
            }
            point.variation(points[s], argument, slopes[s]);
        }
        // b of the last stage is 0.
        for (int s = 0; s < STAGES - 1; s++) {
            addScaled(h * TABLEAU.b(s), slopes[s], point.s);
        }
    }
}
