package org.twinsuite.predictors.forecast;

import java.util.stream.Stream;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorProvider;

/** The forecasting methods of {@link ForecastCatalog}. */
public final class ForecastProvider implements PredictorProvider {

  @Override
  public Stream<Predictor> predictors() {
    return ForecastCatalog.methods().stream().map(ForecastPredictor::new);
  }
}
