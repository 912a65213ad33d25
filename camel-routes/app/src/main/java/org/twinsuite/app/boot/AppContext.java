package org.twinsuite.app.boot;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.MicrometerUtils;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ObserveOptions;
import org.twinsuite.pipeline.observe.EndpointTagFilter;
import org.twinsuite.pipeline.observe.ProgressHealthCheck;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.SupervisedTask;

/** What every module of the app is wired into. */
record AppContext(
    CamelContext camel,
    AppConfig config,
    MeterRegistry meters,
    ProgressMonitor timers,
    ShutdownSequence shutdown) {
  private static final long FIRST_MS = 1_000;

  static AppContext of(CamelContext camel, AppConfig config, ShutdownSequence shutdown) {
    HealthCheckRegistry.get(camel).setExposureLevel("full");
    MeterRegistry meters =
        MicrometerUtils.getOrCreateMeterRegistry(camel.getRegistry(), "prometheusMeterRegistry");
    meters.config().meterFilter(new EndpointTagFilter());
    ProgressMonitor timers =
        new ProgressMonitor("timers", config.get(ObserveOptions.PROGRESS_LIMIT), meters);
    AppContext app = new AppContext(camel, config, meters, timers, shutdown);
    app.health(new ProgressHealthCheck("timers", timers));
    return app;
  }

  void routes(LambdaRouteBuilder routes) throws Exception {
    RouteBuilder.addRoutes(camel, routes);
  }

  /** Repeats an action; health tells when it fails or does not end. */
  void every(String name, long periodMillis, ThrowingRunnable action) throws Exception {
    every(name, FIRST_MS, periodMillis, action);
  }

  void every(String name, long delayMillis, long periodMillis, ThrowingRunnable action)
      throws Exception {
    SupervisedTask task = new SupervisedTask(name, exchange -> action.run(), timers);
    routes(
        builder ->
            builder
                .from("timer:" + name + "?delay=" + delayMillis + "&period=" + periodMillis)
                .routeId(name)
                .process(task));
  }

  void health(HealthCheck check) {
    HealthCheckRegistry.get(camel).register(check);
  }

  /** One run of a timer's route. */
  @FunctionalInterface
  interface ThrowingRunnable {
    void run() throws Exception;
  }
}
