package dev.weft.sdk.calibration;

/**
 * Report how well a free-running simulation meets one measured output.
 *
 * @param output name of the output
 * @param unit its unit
 * @param readings number of measured values
 * @param outliers how many of them were too far off to pull at the fit; 0 with least squares
 * @param rmse root mean square error of the others, in the unit
 * @param explained share of the variance explained: 1 − (rmse / standard deviation)², the latter a robust one where there may be
 *     outliers
 * @param correlationTime over how many readings in a row the residuals hang together, 1 if they are white; the
 *     intervals of the weights are widened by its root
 */
public record OutputFit(
        String output,
        String unit,
        int readings,
        int outliers,
        double rmse,
        double explained,
        double correlationTime) {}
