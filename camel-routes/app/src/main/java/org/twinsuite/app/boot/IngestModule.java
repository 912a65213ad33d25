package org.twinsuite.app.boot;

import java.util.List;
import org.apache.camel.AsyncProcessor;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.config.ObserveOptions;
import org.twinsuite.pipeline.config.ScadaOptions;
import org.twinsuite.pipeline.config.StoreOptions;
import org.twinsuite.pipeline.ingest.Ingest;
import org.twinsuite.pipeline.ingest.IngestMetrics;
import org.twinsuite.pipeline.ingest.IngestSettings;
import org.twinsuite.pipeline.ingest.MapperSamples;
import org.twinsuite.pipeline.ingest.ParkedTelemetry;
import org.twinsuite.pipeline.observe.ProgressHealthCheck;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.scada.ControlSystems;
import org.twinsuite.pipeline.scada.TagRoutes;
import org.twinsuite.pipeline.scada.TagSourceLeader;
import org.twinsuite.pipeline.store.StoreException;

/** Samples of devices and control systems into the twins. */
final class IngestModule {
  /** While Ditto or the database is away messages wait; what they refuse, ingest parks itself. */
  private static final String OUTAGES =
      DittoCommandException.class.getName() + ',' + StoreException.class.getName();

  final Trail trail;
  final AsyncProcessor ingest;

  IngestModule(AppContext app, StoreModule store, TwinModule twin, SystemsModule systems)
      throws Exception {
    AppConfig config = app.config();
    trail = new Trail(config.get(StoreOptions.TRACE_KEEP));
    IngestMetrics metrics = new IngestMetrics(app.meters());
    ProgressMonitor taking =
        new ProgressMonitor("ingest", config.get(ObserveOptions.PROGRESS_LIMIT), app.meters());
    ingest =
        new Ingest(
            IngestSettings.of(config),
            twin.twins,
            store.history,
            store.parkingLot,
            metrics,
            trail,
            twin.notes,
            taking);
    app.health(new ProgressHealthCheck("ingest", taking));
    app.routes(
        builder ->
            builder
                .from(ParkedTelemetry.URI)
                .routeId("parked-telemetry")
                .process(new ParkedTelemetry(store.parkingLot, metrics)));
    for (String tenant : config.get(IngestOptions.TENANTS)) {
      for (String kind : List.of("telemetry", "event")) {
        app.routes(
            builder ->
                builder
                    .from(hono(kind, tenant, config))
                    .routeId(kind + '-' + tenant)
                    .process(ingest));
      }
    }
    if (!config.get(IngestOptions.SAMPLES_TOPIC).isEmpty()) {
      MapperSamples samples = new MapperSamples(store.history, store.parkingLot, metrics, trail);
      app.routes(
          builder ->
              builder
                  .from(GroupTopic.samples(app.camel(), config))
                  .routeId("samples")
                  .process(samples));
    }
    List<String> sources = ControlSystems.feeding(systems.tags, config);
    if (!sources.isEmpty()) {
      app.shutdown().register("duties", store.duties::release);
      app.camel()
          .addRoutes(
              new TagRoutes(
                  config.get(ScadaOptions.TAGS),
                  sources,
                  ingest,
                  new TagSourceLeader(
                      app.camel(),
                      store.duties,
                      systems.states,
                      config.get(StoreOptions.INSTANCE_TIMEOUT))));
    }
  }

  private static String hono(String kind, String tenant, AppConfig config) {
    return "hono:%s/%s?bootstrapServers=%s&groupId=%s&maxInFlight=%d&parkingUri=%s&outageExceptions=%s"
        .formatted(
            kind,
            tenant,
            config.get(IngestOptions.KAFKA),
            config.get(IngestOptions.GROUP),
            config.get(IngestOptions.INGEST_IN_FLIGHT),
            ParkedTelemetry.URI,
            OUTAGES);
  }
}
