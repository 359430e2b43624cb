package dev.weft.solvers.ode.stiff;

/**
 * Begin explicitly, go over to the implicit method when steps turn out limited by stability, and back when the
 * explicit one would be stable at the same steps: when h‖J‖ &lt; 1.5 in 15 successive steps, where ‖J‖ is the
 * row-sum norm in units of the tolerances, a bound of all eigenvalues.
 *
 * <p>Between 1.5 on the way back and 2.5 on the way there neither is worth the change.
 */
final class StiffnessChoice implements MethodChoice {
    private static final double CALM = 1.5;
    private static final int CALM_STEPS = 15;

    private final DormandPrinceMethod explicit;
    private final RodasMethod implicit;
    private int calm;

    StiffnessChoice(DormandPrinceMethod explicit, RodasMethod implicit) {
        this.explicit = explicit;
        this.implicit = implicit;
    }

    @Override
    public OneStepMethod first() {
        return explicit;
    }

    @Override
    public OneStepMethod next(OneStepMethod current, double h) {
        if (current == explicit) {
            calm = 0;
            return explicit.noticesStiffness(h) ? implicit : explicit;
        }
        calm = Math.abs(h) * implicit.jacobianNorm() < CALM ? calm + 1 : 0;
        if (calm < CALM_STEPS) {
            return implicit;
        }
        explicit.acquit();
        return explicit;
    }
}
