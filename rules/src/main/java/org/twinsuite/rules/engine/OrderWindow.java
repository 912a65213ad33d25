package org.twinsuite.rules.engine;

import java.time.Duration;
import java.time.Instant;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.pack.OrderTerms;
import org.twinsuite.rules.state.Watch;

/** When the work should be done: the terms' window, cut where the forecast says it may fail. */
final class OrderWindow {

  private static final String HOURS = "h";

  private OrderWindow() {}

  static Window of(Watch watch, Instant now) {
    OrderTerms terms = watch.episodes().terms();
    Instant from = now.plus(terms.workFrom());
    Instant to = now.plus(terms.workTo());
    Forecast forecast = watch.signal().newestForecast();
    if (forecast != null && HOURS.equals(forecast.unit()) && forecast.lower() > 0) {
      Instant mayFail = forecast.at().plus(Duration.ofMinutes((long) (forecast.lower() * 60)));
      to = mayFail.isBefore(to) ? mayFail : to;
    }
    return to.isAfter(from) ? new Window(from, to) : new Window(now, now.plus(terms.workFrom()));
  }
}
