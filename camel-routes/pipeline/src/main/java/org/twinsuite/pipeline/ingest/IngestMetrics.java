package org.twinsuite.pipeline.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of the ingest line. */
public final class IngestMetrics {
  private final Counter points;
  private final Counter late;
  private final Counter parked;

  public IngestMetrics(MeterRegistry registry) {
    points = counter(registry, "twinsuite.ingest.points", "Samples merged into twins");
    late = counter(registry, "twinsuite.ingest.late", "Samples too old for the twin");
    parked = counter(registry, "twinsuite.ingest.parked", "Messages parked with a reason");
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
}
