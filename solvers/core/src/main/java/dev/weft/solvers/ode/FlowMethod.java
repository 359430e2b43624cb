package dev.weft.solvers.ode;

/**
 * Try steps from a {@link FlowPoint} and move it: what differs between the methods of a flow.
 *
 * <p>The states are tried first; sensitivities follow only over accepted steps, through the same stages. So they cannot
 * change the states.
 */
interface FlowMethod {
    /** Return the method's name for reports. */
    String methodName();

    /** Return the control of its steps. */
    StepSizeController controller();

    /** Make ready to go on from where the point stands. */
    void begin();

    /** Try a step and return its error as a fraction of the tolerance, NaN if a rate was not finite. */
    double attempt(double h);

    /** Carry the sensitivities over the step that was tried last; before {@link #accept}. */
    void followWithSensitivities(double h);

    /** Move the point to the end of the step that was tried last. */
    void accept();
}
