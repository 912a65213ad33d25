package org.twinsuite.pipeline.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Counters of the ingest line. */
public final class IngestMetrics {
  private final Counter points;
  private final Counter late;
  private final Counter parked;
  private final Counter presence;
  private final Counter foreign;
  private final Counter refusedAgain;
  private final Counter clockCorrected;
  private final AtomicLong clockError = new AtomicLong();

  public IngestMetrics(MeterRegistry registry) {
    points = counter(registry, "twinsuite.ingest.points", "Samples merged into twins");
    late = counter(registry, "twinsuite.ingest.late", "Samples too old for the twin");
    parked = counter(registry, "twinsuite.ingest.parked", "Messages parked with a reason");
    presence =
        counter(registry, "twinsuite.ingest.presence", "Notifications that a device is reachable");
    foreign =
        counter(
            registry,
            "twinsuite.ingest.foreign",
            "Messages for a thing outside of the namespaces of their tenant");
    refusedAgain =
        counter(
            registry,
            "twinsuite.ingest.refused.repeated",
            "Samples left out because Ditto refused their point before");
    clockCorrected =
        counter(
            registry,
            "twinsuite.ingest.clock.corrected",
            "Messages dated with their reception, as the source's clock is ahead");
    Gauge.builder("twinsuite.ingest.clock.error", clockError, millis -> millis.get() / 1e3)
        .baseUnit("seconds")
        .description("How far the source's clock was ahead that was corrected last")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void ingested(int count) {
    points.increment(count);
  }

  void late() {
    late.increment();
  }

  void parked() {
    parked.increment();
  }

  void presence() {
    presence.increment();
  }

  void foreign() {
    foreign.increment();
  }

  void refusedAgain(int count) {
    refusedAgain.increment(count);
  }

  void clockCorrected(long millis) {
    clockCorrected.increment();
    clockError.set(millis);
  }
}
