package org.twinsuite.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerUtils;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.twinsuite.app.onboard.Onboarding;
import org.twinsuite.app.onboard.OnboardingRoutes;
import org.twinsuite.camel.ditto.JdbcRevisionStore;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.pipeline.action.ScadaWrites;
import org.twinsuite.pipeline.change.ChangeMetrics;
import org.twinsuite.pipeline.change.ChangeParts;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.AppOptions;
import org.twinsuite.pipeline.config.DittoOptions;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.pipeline.config.HttpOptions;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.config.ObserveOptions;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.config.ScadaOptions;
import org.twinsuite.pipeline.config.StoreOptions;
import org.twinsuite.pipeline.erp.ErpFacts;
import org.twinsuite.pipeline.erp.ErpRoutes;
import org.twinsuite.pipeline.erp.Erps;
import org.twinsuite.pipeline.erp.PartBookings;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.forecast.ForecastRound;
import org.twinsuite.pipeline.forecast.Models;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.ingest.Ingest;
import org.twinsuite.pipeline.ingest.IngestMetrics;
import org.twinsuite.pipeline.ingest.MapperSamples;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.RulesHealthCheck;
import org.twinsuite.pipeline.observe.StoreHealthCheck;
import org.twinsuite.pipeline.observe.StoreMetrics;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.observe.SystemsHealthCheck;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.order.Cmms;
import org.twinsuite.pipeline.order.Delivery;
import org.twinsuite.pipeline.order.StatusBack;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.scada.ControlSystems;
import org.twinsuite.pipeline.scada.TagDuty;
import org.twinsuite.pipeline.scada.TagRoutes;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Cursors;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Decisions;
import org.twinsuite.pipeline.store.Deliveries;
import org.twinsuite.pipeline.store.Duties;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.ForecastScores;
import org.twinsuite.pipeline.store.GroupMarks;
import org.twinsuite.pipeline.store.HandledRevisions;
import org.twinsuite.pipeline.store.Instances;
import org.twinsuite.pipeline.store.Ladder;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.store.PastCases;
import org.twinsuite.pipeline.store.Traces;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.DittoAccess;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.TwinNotes;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.rules.health.HealthTree;
import org.twinsuite.workbench.backtest.BackTestJobs;
import org.twinsuite.workbench.http.Door;
import org.twinsuite.workbench.http.SignedDoor;
import org.twinsuite.workbench.http.Users;
import org.twinsuite.workbench.planner.PlannerParts;
import org.twinsuite.workbench.planner.PlannerRoutes;
import org.twinsuite.workbench.reconcile.ReconcileRoutes;
import org.twinsuite.workbench.reconcile.Reconciler;
import org.twinsuite.workbench.trace.Trace;
import org.twinsuite.workbench.trace.TraceRoutes;
import org.twinsuite.workbench.webhook.WebhookRoutes;

/** The integration app: one process with everything between Ditto, Kafka and the CMMS. */
public final class App implements AutoCloseable {
  private static final int LARGEST_BODY = 1_048_576;
  private static final Duration DELIVERIES_KEPT = Duration.ofDays(1);
  private final Main main = new Main();
  private final AppConfig config;
  private final Database database;
  private final History history;
  private final BufferAllocator allocator = new RootAllocator();
  private final Cmms cmms;
  private final Erps erps;
  private Twins twins;
  private TwinNotes notes;
  private Delivery delivery;
  private Models models;
  private ScadaWrites scada;
  private BackTestJobs backTests;
  private Duties duties;

  private App(AppConfig config) {
    this.config = config;
    this.cmms = new Cmms(config);
    this.erps = new Erps(config);
    this.database =
        Database.open(
            config.get(StoreOptions.DB_URL),
            config.get(StoreOptions.DB_USER),
            config.get(StoreOptions.DB_PASSWORD));
    this.history = History.open(config.get(StoreOptions.HISTORY_FILE));
  }

  /**
   * Starts the app in this process.
   *
   * @param properties options of {@link AppOptions} by name; others are handed to Camel
   * @throws org.twinsuite.pipeline.config.ConfigException when an option is wrong
   */
  public static App start(Map<String, String> properties) throws Exception {
    App app = new App(AppConfig.of(properties));
    try {
      app.run(properties);
      return app;
    } catch (Exception failed) {
      app.close();
      throw failed;
    }
  }

  private void run(Map<String, String> properties) throws Exception {
    Properties camel = new Properties();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith("camel.")) {
            camel.setProperty(name, value);
          }
        });
    String port = String.valueOf(config.get(HttpOptions.HTTP_PORT));
    String host = config.get(HttpOptions.HTTP_HOST);
    for (String server : new String[] {"server", "management"}) {
      camel.setProperty("camel." + server + ".enabled", "true");
      camel.setProperty("camel." + server + ".host", host);
      camel.setProperty("camel." + server + ".port", port);
    }
    camel.setProperty("camel.server.maxBodySize", String.valueOf(LARGEST_BODY));
    camel.setProperty("camel.main.name", "twinsuite");
    camel.setProperty("camel.main.autoConfigurationLogSummary", "false");
    main.setOverrideProperties(camel);
    main.configure().setShutdownTimeout(15);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport base) {
            try {
              assemble(base.getCamelContext());
            } catch (Exception failed) {
              throw new IllegalStateException(failed.getMessage(), failed);
            }
          }
        });
    main.start();
  }

  private void assemble(CamelContext camel) throws Exception {
    MeterRegistry meters =
        MicrometerUtils.getOrCreateMeterRegistry(camel.getRegistry(), "prometheusMeterRegistry");
    ditto(config).use(camel);
    twins = new Twins(camel);
    EventClock clock = new EventClock(config.get(RuleOptions.CLOCK), history.newest());
    Outbox outbox = new Outbox(database, config.get(StoreOptions.INSTANCE));
    Instances instances =
        new Instances(
            database, config.get(StoreOptions.INSTANCE), config.get(ActionOptions.OUTBOX_SETTLE));
    instances.releaseOwn();
    ParkingLot parkingLot = new ParkingLot(database);
    Episodes episodes = new Episodes(database);
    SystemStates states = new SystemStates();
    ThingViews views = new ThingViews(twins::retrieve);
    LivePack packs = LivePack.open(config);
    notes = new TwinNotes(twins);
    Trail trail = new Trail(config.get(StoreOptions.TRACE_KEEP));
    Ladder ladder = new Ladder(database, packs::rules);
    ForecastDue due = new ForecastDue(config.get(ForecastOptions.FORECAST_EVERY));

    ProgressMonitor judging =
        new ProgressMonitor("rules", config.get(ObserveOptions.PROGRESS_LIMIT), meters);
    AsyncProcessor changeLine =
        changeLine(
            camel,
            new ChangeParts(
                packs,
                episodes,
                twins,
                history,
                new ChangeLedger(
                    database,
                    ladder,
                    new PastCases(
                        id -> views.known(id).map(v -> v.context().equipmentClass()).orElse(null))),
                clock,
                due,
                new ChangeMetrics(meters),
                config.get(RuleOptions.REBUILD),
                views,
                notes,
                new HealthTree(),
                judging),
            parkingLot::park);
    TagMap tags = ControlSystems.map(config);
    scada = new ScadaWrites(tags);
    ForecastScores scores = new ForecastScores(database);
    models = Catalog.models(config, allocator);
    ForecastRound.Sources forecastSources =
        new ForecastRound.Sources(
            due, Catalog.plan(config), views, history, models, scores, allocator);
    delivery =
        new Delivery(
            outbox,
            new Outgoing(camel, config, outbox, clock, views)
                .executors(cmms, new PartBookings(erps, views, outbox), scada),
            twins,
            states,
            config.get(ActionOptions.OUTBOX_RETRY),
            config.get(ActionOptions.OUTBOX_PARALLEL));
    ParkedAgain again = new ParkedAgain(camel, twins);
    IngestMetrics ingested = new IngestMetrics(meters);
    Ingest ingest =
        new Ingest(
            config.get(IngestOptions.UNITS),
            config.get(IngestOptions.MAX_PAYLOAD),
            twins,
            history,
            parkingLot,
            ingested,
            trail,
            notes);
    StatusBack statusBack =
        new StatusBack(cmms, outbox, new Cursors(database), twins, states, clock, parkingLot);
    Deliveries deliveries = new Deliveries(database);
    camel.addRoutes(
        new Routes(
            config,
            new Parts(
                ingest,
                new MapperSamples(history, parkingLot, ingested, trail),
                changeLine,
                new ForecastRound(forecastSources, Catalog.settings(config), twins, meters),
                delivery,
                statusBack,
                notes,
                () -> {
                  Instant oldest = clock.instant().minus(config.get(StoreOptions.HISTORY_KEEP));
                  history.forgetBefore(oldest);
                  scores.forgetBefore(oldest);
                  deliveries.forgetBefore(Instant.now().minus(DELIVERIES_KEPT));
                },
                packs::look,
                () -> instances.beat(config.get(StoreOptions.INSTANCE_TIMEOUT)))));
    if (!erps.all().isEmpty()) {
      camel.addRoutes(
          new ErpRoutes(
              new ErpFacts(erps, views, twins, states, clock), config.get(ActionOptions.ERP_POLL)));
    }
    List<String> sources = ControlSystems.feeding(tags, config);
    if (!sources.isEmpty()) {
      duties = new Duties(database, config.get(StoreOptions.INSTANCE));
      camel.addRoutes(
          new TagRoutes(
              config.get(ScadaOptions.TAGS),
              sources,
              ingest,
              new TagDuty(camel, duties, states, config.get(StoreOptions.INSTANCE_TIMEOUT))));
    }
    Door door = new Door(new Users(config), Outgoing.publicUrl(config), InstantSource.system());
    camel.addRoutes(new TraceRoutes(door, new Trace(trail, new Traces(database), cmms.all())));
    camel.addRoutes(new ReconcileRoutes(door, new Reconciler(twins, cmms.all())));
    camel.addRoutes(new OnboardingRoutes(door, new Onboarding(config)));
    Questions questions =
        new Questions(config, door, packs, episodes, twins, forecastSources, clock);
    backTests = questions.backTests(history);
    questions.addTo(camel, backTests);
    camel.addRoutes(
        new PlannerRoutes(
            door,
            new PlannerParts(
                outbox,
                episodes,
                new Decisions(database),
                ladder,
                parkingLot,
                packs,
                item -> again.telemetry(item, ingest),
                item -> again.change(item, changeLine),
                item -> statusBack.again(item.key()))));
    String secret = config.get(ActionOptions.WEBHOOK_SECRET);
    if (!secret.isEmpty()) {
      SignedDoor signed = new SignedDoor(secret, InstantSource.system());
      camel.addRoutes(new WebhookRoutes(signed, statusBack, deliveries));
    }
    StoreMetrics.register(meters, outbox, parkingLot, packs);
    HealthCheckRegistry health = HealthCheckRegistry.get(camel);
    health.setExposureLevel("full");
    health.register(new StoreHealthCheck(outbox, parkingLot));
    health.register(new SystemsHealthCheck(states));
    health.register(new RulesHealthCheck(packs, judging));
  }

  /** All things in this process, or a share of them. */
  private AsyncProcessor changeLine(
      CamelContext camel, ChangeParts parts, Consumer<ParkedItem> parked) throws Exception {
    if (!ChangeSource.shared(config)) {
      HandledRevisions revisions = new HandledRevisions(database);
      camel.getRegistry().bind("revisions", revisions);
      return parts.line(config.get(RuleOptions.PARTITIONS), revisions::snapshot);
    }
    camel
        .getRegistry()
        .bind("revisions", new JdbcRevisionStore(database.dataSource(), "forwarded"));
    GroupTopic topic = new GroupTopic(config);
    topic.create();
    camel.addService(
        parts.groups(
            topic::consumer,
            topic.name(),
            new GroupMarks(database),
            () -> ChangeSource.empty(camel),
            parked),
        true,
        true);
    return parts.forwarder(topic.producer(), topic.name());
  }

  /** How Ditto is reached. */
  static DittoAccess ditto(AppConfig config) {
    return new DittoAccess(config.get(DittoOptions.DITTO_URL), config.get(DittoOptions.DITTO_AUTH));
  }

  /** The Camel context, for those who add routes or look at its state. */
  public CamelContext camel() {
    return main.getCamelContext();
  }

  /** Stops taking in, finishes what is under way and closes everything. */
  @Override
  public void close() throws Exception {
    main.stop();
    main.shutdown();
    if (backTests != null) {
      backTests.close();
    }
    if (delivery != null) {
      delivery.close();
    }
    if (scada != null) {
      scada.close();
    }
    if (duties != null) {
      duties.release();
    }
    if (notes != null) {
      notes.process(null);
    }
    if (twins != null) {
      twins.close();
    }
    if (models != null) {
      models.close();
    }
    cmms.close();
    erps.close();
    history.close();
    database.close();
    allocator.close();
  }

  /**
   * Runs the app until the process is told to stop, or one of the commands of {@link CommandLine}.
   */
  public static void main(String[] args) {
    System.exit(
        CommandLine.run(
            args,
            System.getenv(),
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true)));
  }
}
