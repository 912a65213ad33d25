package org.twinsuite.predictors.rul;

import java.util.stream.Stream;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorProvider;

/** The predictor called {@code degradation}; the others come from model files. */
public final class RemainingLifeProvider implements PredictorProvider {

  @Override
  public Stream<Predictor> predictors() {
    return Stream.of(DegradationTrend.relative());
  }
}
