package org.twinsuite.camel.hono;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.twinsuite.camel.hono.dispatch.ConsumerFigures;

/** Publishes the figures of a consumer when Micrometer is there and a registry is bound. */
final class ConsumerMeters {

  private ConsumerMeters() {}

  /** Returns what takes the meters away again. */
  static AutoCloseable bind(CamelContext context, String route, ConsumerFigures figures) {
    try {
      Class.forName("io.micrometer.core.instrument.MeterRegistry");
    } catch (ClassNotFoundException e) {
      return () -> {};
    }
    return Micrometer.bind(context, route, figures);
  }

  /** Apart, so that Micrometer stays optional. */
  private static final class Micrometer {

    private final MeterRegistry registry;
    private final String route;
    private final ConsumerFigures figures;

    private Micrometer(MeterRegistry registry, String route, ConsumerFigures figures) {
      this.registry = registry;
      this.route = route;
      this.figures = figures;
    }

    static AutoCloseable bind(CamelContext context, String route, ConsumerFigures figures) {
      MeterRegistry registry = CamelContextHelper.findSingleByType(context, MeterRegistry.class);
      if (registry == null) {
        return () -> {};
      }
      Micrometer binding = new Micrometer(registry, String.valueOf(route), figures);
      List<Meter> meters =
          List.of(
              binding.counter("received", ConsumerFigures::received),
              binding.counter("completed", ConsumerFigures::completed),
              binding.counter("redelivered", ConsumerFigures::redelivered),
              binding.counter("expired", ConsumerFigures::expired),
              binding.counter("parked", ConsumerFigures::parked),
              binding.gauge("inflight", ConsumerFigures::inFlight),
              binding.gauge("inflight.bytes", ConsumerFigures::inFlightBytes),
              binding.gauge(
                  "inflight.oldest.seconds", counted -> counted.oldestInFlightMillis() / 1_000.0),
              binding.gauge("lag", ConsumerFigures::lag));
      return () -> meters.forEach(registry::remove);
    }

    private Meter counter(String name, ToDoubleFunction<ConsumerFigures> value) {
      return FunctionCounter.builder("camel.hono." + name, figures, value)
          .tag("routeId", route)
          .register(registry);
    }

    private Meter gauge(String name, ToDoubleFunction<ConsumerFigures> value) {
      return Gauge.builder("camel.hono." + name, figures, value)
          .tag("routeId", route)
          .register(registry);
    }
  }
}
