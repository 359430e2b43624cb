package dev.weft.sdk.tasks;

/**
 * Quote a published figure.
 *
 * @param model the model's name as in the paper
 * @param mse its mean squared error on the test set
 */
public record PublishedError(String model, double mse) {}
