/**
 * Training of weight-space models: how ({@link dev.weft.sdk.training.TrainingSettings}), with which learning rate ({@link
 * dev.weft.sdk.training.LearningRate}).
 */
@NullMarked
package dev.weft.sdk.training;

import org.jspecify.annotations.NullMarked;
