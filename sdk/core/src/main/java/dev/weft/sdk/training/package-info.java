/**
 * Training of weight-space models: what to train, on which data and how.
 *
 * <p>{@link dev.weft.sdk.training.TrainConfig} is what a configuration file says; it holds the settings of the model, of
 * the data ({@link dev.weft.sdk.training.DataSettings}) and of the training ({@link
 * dev.weft.sdk.training.TrainingSettings}) as values.
 */
@NullMarked
package dev.weft.sdk.training;

import org.jspecify.annotations.NullMarked;
