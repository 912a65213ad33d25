package org.twinsuite.app.boot;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ClearText;

/**
 * Wires the app's modules, each with those before it. Routes start in this order and stop in the
 * reverse one: what comes in stops first, and the store is closed last.
 */
public final class Modules {
  private static final Logger LOG = LoggerFactory.getLogger(Modules.class);

  private Modules() {}

  /**
   * @param shutdown takes what has to be closed, also when a later module fails
   */
  public static void wire(CamelContext camel, AppConfig config, ShutdownSequence shutdown)
      throws Exception {
    ClearText.warnings(config).forEach(warning -> LOG.warn("{}", warning));
    AppContext app = AppContext.of(camel, config, shutdown);
    StoreModule store = new StoreModule(app);
    SystemsModule systems = new SystemsModule(app);
    TwinModule twin = new TwinModule(app);
    RuleModule rules = new RuleModule(app, store, twin);
    ForecastModule forecasts = new ForecastModule(app, store, twin, rules);
    OrderModule orders = new OrderModule(app, store, twin, systems);
    IngestModule ingest = new IngestModule(app, store, twin, systems);
    new WebModule(app, store, twin, systems, rules, forecasts, orders, ingest);
  }
}
