package org.twinsuite.app.boot;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.MicrometerUtils;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.twinsuite.pipeline.config.AppConfig;

/** What every module of the app is wired into. */
record AppContext(
    CamelContext camel, AppConfig config, MeterRegistry meters, ShutdownSequence shutdown) {

  static AppContext of(CamelContext camel, AppConfig config, ShutdownSequence shutdown) {
    HealthCheckRegistry.get(camel).setExposureLevel("full");
    return new AppContext(
        camel,
        config,
        MicrometerUtils.getOrCreateMeterRegistry(camel.getRegistry(), "prometheusMeterRegistry"),
        shutdown);
  }

  void routes(LambdaRouteBuilder routes) throws Exception {
    RouteBuilder.addRoutes(camel, routes);
  }

  void every(String name, long periodMillis, ThrowingRunnable action) throws Exception {
    routes(
        builder ->
            builder
                .from("timer:" + name + "?period=" + periodMillis)
                .routeId(name)
                .process(exchange -> action.run()));
  }

  void health(HealthCheck check) {
    HealthCheckRegistry.get(camel).register(check);
  }

  /** One run of a timer's route. */
  @FunctionalInterface
  interface ThrowingRunnable {
    void run() throws IOException;
  }
}
