package dev.weft.solvers.ode.stiff;

/** Say which method goes on after each accepted step. Holds the methods of one integration. */
interface MethodChoice {
    /** Return the method to begin with. */
    OneStepMethod first();

    /** Return the method to go on with after {@code current} made an accepted step of signed size {@code h}. */
    OneStepMethod next(OneStepMethod current, double h);

    /** Stay with one method. */
    static MethodChoice always(OneStepMethod method) {
        return new MethodChoice() {
            @Override
            public OneStepMethod first() {
                return method;
            }

            @Override
            public OneStepMethod next(OneStepMethod current, double h) {
                return current;
            }
        };
    }
}
