package org.twinsuite.pipeline.change;

import java.util.List;
import org.twinsuite.pipeline.feature.FeatureFacts;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.Quality;

/** The numeric part of facts, as history keeps it. */
public final class FactSamples {
  private static final String VALUE = "/value";
  private static final String LOWER = "/lower";
  private static final String UPPER = "/upper";

  private FactSamples() {}

  /** Adds the samples of a fact; bad values are no samples. */
  public static void of(Fact fact, List<Sample> samples) {
    if (fact instanceof Measurement measurement && measurement.quality() != Quality.BAD) {
      add(measurement, measurement.feature(), measurement.value(), samples);
    } else if (fact instanceof Forecast forecast && forecast.usable()) {
      String name = FeatureFacts.FORECAST + forecast.name();
      add(forecast, name + VALUE, forecast.value(), samples);
      add(forecast, name + LOWER, forecast.lower(), samples);
      add(forecast, name + UPPER, forecast.upper(), samples);
    }
  }

  private static void add(Fact fact, String property, double value, List<Sample> samples) {
    if (Double.isFinite(value)) {
      samples.add(
          new Sample(fact.thingId(), property, fact.at().toEpochMilli(), value, fact.revision()));
    }
  }
}
