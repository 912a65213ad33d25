package org.twinsuite.app.forecast;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.app.forecast.Forecaster.TwinForecast;
import org.twinsuite.app.twin.Twins;

/** One round: make what is due and write it to the twins. */
public final class ForecastRound implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastRound.class);
  private final Forecaster forecaster;
  private final ForecastDue due;
  private final Twins twins;
  private final Counter written;

  public ForecastRound(
      Forecaster forecaster, ForecastDue due, Twins twins, MeterRegistry registry) {
    this.forecaster = forecaster;
    this.due = due;
    this.twins = twins;
    this.written =
        Counter.builder("twinsuite.forecasts")
            .description("Forecasts written to twins")
            .register(registry);
  }

  /** A forecast that does not reach its twin stays due and is made again in the next round. */
  @Override
  public void run() {
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (TwinForecast forecast : forecaster.makeDue()) {
      writes.add(
          twins
              .merge(
                  forecast.thingId(),
                  "/features/forecast:" + forecast.name(),
                  forecast.patch(),
                  forecast.thingId() + "/forecast:" + forecast.name() + '@' + forecast.at())
              .whenComplete(
                  (done, failed) -> {
                    if (failed == null) {
                      due.done(forecast.thingId(), forecast.at());
                      written.increment();
                    } else {
                      LOG.warn(
                          "forecast of {} was not written: {}",
                          forecast.thingId(),
                          failed.getMessage());
                    }
                  }));
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
        .exceptionally(logged -> null)
        .join();
  }
}
