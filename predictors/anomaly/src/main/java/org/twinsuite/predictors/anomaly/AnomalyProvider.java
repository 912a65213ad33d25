package org.twinsuite.predictors.anomaly;

import java.util.stream.Stream;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorProvider;

/** The predictor called {@code anomaly}. */
public final class AnomalyProvider implements PredictorProvider {

  @Override
  public Stream<Predictor> predictors() {
    return Stream.of(new AnomalyPredictor());
  }
}
