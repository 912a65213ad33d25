package org.twinsuite.app.boot;

import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.pipeline.action.ScadaWrites;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.erp.Erps;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.observe.SystemsHealthCheck;
import org.twinsuite.pipeline.order.Cmms;
import org.twinsuite.pipeline.scada.ControlSystems;

/** The systems around the app: maintenance, ERP, control. */
final class SystemsModule {
  final SystemStates states = new SystemStates();
  final Cmms cmms;
  final Erps erps;
  final TagMap tags;
  final ScadaWrites scada;

  SystemsModule(AppContext app) {
    AppConfig config = app.config();
    cmms = app.shutdown().register("maintenance systems", new Cmms(config));
    erps = app.shutdown().register("ERP systems", new Erps(config));
    tags = ControlSystems.map(config);
    scada = app.shutdown().register("control systems", new ScadaWrites(tags));
    app.health(new SystemsHealthCheck(states));
  }
}
