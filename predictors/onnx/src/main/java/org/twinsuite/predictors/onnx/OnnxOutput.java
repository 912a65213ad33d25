package org.twinsuite.predictors.onnx;

/**
 * One response column made of a tensor.
 *
 * @param tensor name of the model's output; its first axis is the batch, the next the steps
 * @param column response column it fills
 * @param index element of the last axis, for instance of a quantile; absent = the tensor has no
 *     such axis
 * @param scaling the answer is {@code value · deviation + mean}; absent = none
 */
public record OnnxOutput(String tensor, Column column, Integer index, OnnxScaling scaling) {

  /** Response columns a model can fill. */
  public enum Column {
    MEAN,
    LOWER,
    UPPER
  }

  public OnnxOutput {
    if (tensor == null || tensor.isBlank()) {
      throw new IllegalArgumentException("output: set tensor to the name of an output");
    }
    if (column == null) {
      throw new IllegalArgumentException(
          "output " + tensor + ": set column to mean, lower or upper");
    }
    if (index != null && index < 0) {
      throw new IllegalArgumentException("output " + tensor + ": index must be 0 or above");
    }
    scaling = scaling == null ? OnnxScaling.NONE : scaling;
  }
}
