package dev.weft.sdk.adapt;

/** List the ways to take the slopes of a flow for the covariance of the states. */
public enum Linearisation {
    /** Derivatives at the mean, from the variational equations: exact for small uncertainty. */
    TANGENT,
    /**
     * Slopes between √3 standard deviations below and above the mean. Where the equations have a kink, such as the rim
     * of a tank, the derivative at the mean sees one side only, and a filter that trusts it becomes certain of the
     * wrong thing. Costs two more integrations a state.
     */
    SECANT
}
