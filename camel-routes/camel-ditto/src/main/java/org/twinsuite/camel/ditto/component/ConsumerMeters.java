package org.twinsuite.camel.ditto.component;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.twinsuite.camel.ditto.ConsumerFigures;

/** Publishes the figures of a consumer when Micrometer is there and a registry is bound. */
final class ConsumerMeters {

  private ConsumerMeters() {}

  /** Returns what takes the meters away again. */
  static AutoCloseable bind(
      CamelContext context, String route, ConsumerFigures figures, Duration stallTimeout) {
    try {
      Class.forName("io.micrometer.core.instrument.MeterRegistry");
    } catch (ClassNotFoundException e) {
      return () -> {};
    }
    return Micrometer.bind(context, route, figures, stallTimeout);
  }

  /** Apart, so that Micrometer stays optional. */
  private static final class Micrometer {

    static AutoCloseable bind(
        CamelContext context, String route, ConsumerFigures figures, Duration stallTimeout) {
      MeterRegistry registry = CamelContextHelper.findSingleByType(context, MeterRegistry.class);
      if (registry == null) {
        return () -> {};
      }
      List<Meter> meters = new ArrayList<>();
      meters.add(count(registry, "received", route, figures, ConsumerFigures::received));
      meters.add(count(registry, "handled", route, figures, ConsumerFigures::handled));
      meters.add(count(registry, "failed", route, figures, ConsumerFigures::failed));
      meters.add(count(registry, "duplicates", route, figures, ConsumerFigures::duplicates));
      meters.add(count(registry, "gaps", route, figures, ConsumerFigures::gaps));
      meters.add(count(registry, "repaired", route, figures, ConsumerFigures::repaired));
      meters.add(count(registry, "invisible", route, figures, ConsumerFigures::invisible));
      meters.add(count(registry, "echoes", route, figures, ConsumerFigures::echoes));
      meters.add(count(registry, "reconnects", route, figures, ConsumerFigures::reconnects));
      meters.add(gauge(registry, "inflight", route, figures, ConsumerFigures::inFlight));
      meters.add(gauge(registry, "lag.milliseconds", route, figures, ConsumerFigures::lagMillis));
      meters.add(
          gauge(registry, "stalled", route, figures, now -> now.stalledThings(stallTimeout)));
      meters.add(gauge(registry, "backlog", route, figures, ConsumerFigures::backlog));
      return () -> meters.forEach(registry::remove);
    }

    private static Meter count(
        MeterRegistry registry,
        String name,
        String route,
        ConsumerFigures figures,
        ToDoubleFunction<ConsumerFigures> value) {
      return FunctionCounter.builder("camel.ditto." + name, figures, value)
          .tag("routeId", route)
          .register(registry);
    }

    private static Meter gauge(
        MeterRegistry registry,
        String name,
        String route,
        ConsumerFigures figures,
        ToDoubleFunction<ConsumerFigures> value) {
      return Gauge.builder("camel.ditto." + name, figures, value)
          .tag("routeId", route)
          .register(registry);
    }
  }
}
