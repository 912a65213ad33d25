package org.twinsuite.predictors.changepoint;

import java.util.stream.Stream;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorProvider;

/** The predictor called {@code changepoint}. */
public final class ChangePointProvider implements PredictorProvider {

  @Override
  public Stream<Predictor> predictors() {
    return Stream.of(new ChangePointPredictor());
  }
}
