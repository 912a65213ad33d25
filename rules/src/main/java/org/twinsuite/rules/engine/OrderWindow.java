package org.twinsuite.rules.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.pack.OrderTerms;
import org.twinsuite.rules.state.Watch;

/**
 * When the work should be done: the terms' window, cut where the forecast says it may fail, and
 * within it the first time production leaves free, if it left any.
 */
final class OrderWindow {

  private static final String HOURS = "h";
  private static final int KEPT = 64;
  private static final Comparator<ProductionWindow> BY_TIME =
      Comparator.comparing(ProductionWindow::from).thenComparing(ProductionWindow::to);
  private final Map<String, TreeSet<ProductionWindow>> production = new HashMap<>();

  /** Production leaves this time free; of very many the next are kept. */
  void accept(ProductionWindow window) {
    TreeSet<ProductionWindow> known =
        production.computeIfAbsent(window.thingId(), id -> new TreeSet<>(BY_TIME));
    known.removeIf(w -> !w.to().isAfter(window.at()));
    known.add(window);
    if (known.size() > KEPT) {
      known.pollLast();
    }
  }

  Window of(Watch watch, OrderTerms terms, Instant now) {
    Instant from = now.plus(terms.workFrom());
    Instant to = now.plus(terms.workTo());
    Forecast forecast = watch.signal().newestForecast();
    if (forecast != null && HOURS.equals(forecast.unit()) && forecast.lower() > 0) {
      Instant mayFail = forecast.at().plus(Duration.ofMinutes((long) (forecast.lower() * 60)));
      to = mayFail.isBefore(to) ? mayFail : to;
    }
    if (!to.isAfter(from)) {
      return new Window(now, now.plus(terms.workFrom()));
    }
    for (ProductionWindow free :
        production.getOrDefault(watch.getThingId(), new TreeSet<>(BY_TIME))) {
      Instant begin = free.from().isAfter(from) ? free.from() : from;
      Instant end = free.to().isBefore(to) ? free.to() : to;
      if (begin.isBefore(end)) {
        return new Window(begin, end);
      }
    }
    return new Window(from, to);
  }
}
