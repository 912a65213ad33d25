package org.twinsuite.rules.fact;

/**
 * What moved a forecast.
 *
 * @param name input of the model, mostly a feature id
 * @param weight signed contribution, in the model's own scale; only its order matters to rules
 */
public record Driver(String name, double weight) {

  /** Whether it is a past unit the forecast was made by, the weight being what it still lived. */
  public boolean similarUnit() {
    return name != null && name.contains("similar unit");
  }
}
