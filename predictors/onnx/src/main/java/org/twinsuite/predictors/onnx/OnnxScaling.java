package org.twinsuite.predictors.onnx;

/**
 * What the model was trained with: {@code (value − mean) / deviation} on the way in, the reverse on
 * the way out.
 */
public record OnnxScaling(double mean, double deviation) {

  static final OnnxScaling NONE = new OnnxScaling(0, 1);

  public OnnxScaling {
    if (!(deviation > 0) || Double.isNaN(mean) || Double.isInfinite(mean + deviation)) {
      throw new IllegalArgumentException(
          "scaling needs a finite mean and a deviation above 0, has " + mean + " and " + deviation);
    }
  }

  double in(double value) {
    return (value - mean) / deviation;
  }

  double out(double value) {
    return value * deviation + mean;
  }
}
