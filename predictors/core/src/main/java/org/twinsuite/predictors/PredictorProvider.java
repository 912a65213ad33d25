package org.twinsuite.predictors;

import java.util.stream.Stream;

/**
 * Brings the predictors of a module that need no model file; found through {@link
 * java.util.ServiceLoader}, so that a module is used by standing on the class path.
 */
public interface PredictorProvider {

  /** The predictors, new ones at each call; never null. */
  Stream<Predictor> predictors();
}
