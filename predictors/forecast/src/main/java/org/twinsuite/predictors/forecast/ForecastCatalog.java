package org.twinsuite.predictors.forecast;

import java.util.List;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.forecast.lanes.EtsKernel;
import org.twinsuite.predictors.forecast.methods.Auto;
import org.twinsuite.predictors.forecast.methods.AutoEts;
import org.twinsuite.predictors.forecast.methods.Card;
import org.twinsuite.predictors.forecast.methods.DynamicTheta;
import org.twinsuite.predictors.forecast.methods.Intermittent;
import org.twinsuite.predictors.forecast.methods.Mstl;
import org.twinsuite.predictors.forecast.methods.Naive2;
import org.twinsuite.predictors.forecast.methods.PointForecaster;
import org.twinsuite.predictors.forecast.methods.Theta;

/**
 * The forecasting methods by name: {@code auto}, {@code autoets}, {@code holtwinters}, {@code
 * theta}, {@code dotm}, {@code mstl}, {@code card}, {@code naive2}, and for spare parts {@code
 * spares}, {@code croston}, {@code sba}, {@code tsb}.
 */
public final class ForecastCatalog {

  private ForecastCatalog() {}

  /** All methods on the fastest kernel of this machine. */
  public static List<PointForecaster> methods() {
    return methods(EtsKernel.fastest());
  }

  /** All methods on one kernel. */
  public static List<PointForecaster> methods(EtsKernel kernel) {
    return List.of(
        new Auto(kernel),
        new AutoEts(kernel),
        AutoEts.dampedHoltWinters(kernel),
        new Theta(kernel),
        new DynamicTheta(kernel),
        new Mstl(new AutoEts(kernel)),
        new Card(),
        new Naive2(),
        new Intermittent(Intermittent.Kind.ROUTED),
        new Intermittent(Intermittent.Kind.CROSTON),
        new Intermittent(Intermittent.Kind.SBA),
        new Intermittent(Intermittent.Kind.TSB));
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException naming the known ones if there is none
   */
  public static PointForecaster method(String name) {
    List<PointForecaster> all = methods();
    return all.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no forecasting method '"
                        + name
                        + "', known are "
                        + all.stream().map(PointForecaster::name).toList()));
  }

  /** Adds all methods to a catalogue of predictors. */
  public static PredictorCatalog addTo(PredictorCatalog catalog) {
    methods().forEach(method -> catalog.add(new ForecastPredictor(method)));
    return catalog;
  }
}
