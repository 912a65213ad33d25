package org.twinsuite.workbench.backtest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.twinsuite.pipeline.feature.FeatureFacts;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.ThingContext;

/**
 * The facts of one partition in the order of time: first what its things are, then samples,
 * forecasts and repairs as they came. The values of one forecast stand in rows of their own.
 */
final class FactRows implements Iterator<Fact> {
  private static final String FORECAST = FeatureFacts.FORECAST;
  private static final String HOURS = "h";
  private static final double LEVEL = 0.9;

  private final List<ThingContext> things;
  private final List<String> properties;
  private final BiFunction<ThingContext, String, ForecastPlan.Line> plan;
  private final SampleRows rows;
  private final AtomicLong done;
  private final Deque<Fact> ready = new ArrayDeque<>();
  private final Deque<Fact> repairs;
  private Pending pending;
  private boolean ended;

  /** A forecast whose rows are being read. */
  private static final class Pending {
    private final ThingContext thing;
    private final String name;
    private final long at;
    private final long revision;
    private double value = Double.NaN;
    private double lower = Double.NaN;
    private double upper = Double.NaN;

    Pending(ThingContext thing, String name, SampleRows.Row row) {
      this.thing = thing;
      this.name = name;
      this.at = row.at();
      this.revision = row.revision();
    }

    boolean takes(ThingContext other, String otherName, SampleRows.Row row) {
      return thing == other
          && name.equals(otherName)
          && at == row.at()
          && revision == row.revision();
    }
  }

  /**
   * @param contexts of the partition's things, told first
   * @param things contexts by number of the thing
   * @param properties names by number of the property
   * @param plan the forecast a thing gets under a name; null if it gets none
   * @param repairs in the order of time
   * @param done counts rows
   */
  FactRows(
      List<ThingContext> contexts,
      List<ThingContext> things,
      List<String> properties,
      BiFunction<ThingContext, String, ForecastPlan.Line> plan,
      List<? extends Fact> repairs,
      SampleRows rows,
      AtomicLong done) {
    this.things = things;
    this.properties = properties;
    this.plan = plan;
    this.rows = rows;
    this.done = done;
    this.ready.addAll(contexts);
    this.repairs = new ArrayDeque<>(repairs);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      SampleRows.Row row = rows.next();
      if (row == null) {
        ended = true;
        flush();
        ready.addAll(repairs);
      } else {
        done.incrementAndGet();
        take(row);
      }
    }
    return !ready.isEmpty();
  }

  private void take(SampleRows.Row row) {
    ThingContext thing = things.get(row.thing());
    String property = properties.get(row.property());
    int slash = property.startsWith(FORECAST) ? property.lastIndexOf('/') : -1;
    String name = slash < 0 ? null : property.substring(FORECAST.length(), slash);
    if (pending != null && (name == null || !pending.takes(thing, name, row))) {
      flush();
    }
    while (!repairs.isEmpty() && repairs.peek().at().toEpochMilli() <= row.at()) {
      ready.add(repairs.remove());
    }
    if (name == null) {
      ready.add(
          new Measurement(
              thing.thingId(),
              property,
              row.value(),
              row.unit(),
              Quality.parse(row.quality()),
              Instant.ofEpochMilli(row.at()),
              row.revision()));
      return;
    }
    if (pending == null) {
      pending = new Pending(thing, name, row);
    }
    switch (property.substring(slash + 1)) {
      case "value" -> pending.value = row.value();
      case "lower" -> pending.lower = row.value();
      case "upper" -> pending.upper = row.value();
      default -> {
        // a later kind of row; it says nothing to rules
      }
    }
  }

  private void flush() {
    if (pending == null) {
      return;
    }
    ForecastPlan.Line line = plan.apply(pending.thing, pending.name);
    ready.add(
        new Forecast(
            pending.thing.thingId(),
            pending.name,
            pending.value,
            pending.lower,
            pending.upper,
            LEVEL,
            HOURS,
            line == null ? null : line.failureMode(),
            line == null ? null : line.model(),
            null,
            null,
            null,
            0,
            null,
            Instant.ofEpochMilli(pending.at),
            pending.revision));
    pending = null;
  }

  @Override
  public Fact next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** The first forecast of this name that things of the definition get. */
  static BiFunction<ThingContext, String, ForecastPlan.Line> lines(
      ForecastPlan plan, Map<String, ForecastPlan.Line> known) {
    return (thing, name) ->
        known.computeIfAbsent(
            thing.equipmentClass() + '\n' + name,
            key ->
                plan.of(thing.equipmentClass()).stream()
                    .filter(line -> Objects.equals(line.forecast(), name))
                    .findFirst()
                    .orElse(null));
  }
}
