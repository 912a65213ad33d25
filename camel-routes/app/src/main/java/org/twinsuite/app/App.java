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
import org.twinsuite.app.action.ScadaWrites;
import org.twinsuite.app.backtest.BackTestJobs;
import org.twinsuite.app.change.ChangeMetrics;
import org.twinsuite.app.change.ChangeParts;
import org.twinsuite.app.config.ActionOptions;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.AppOptions;
import org.twinsuite.app.config.DittoOptions;
import org.twinsuite.app.config.ForecastOptions;
import org.twinsuite.app.config.HttpOptions;
import org.twinsuite.app.config.IngestOptions;
import org.twinsuite.app.config.RuleOptions;
import org.twinsuite.app.config.ScadaOptions;
import org.twinsuite.app.config.StoreOptions;
import org.twinsuite.app.erp.ErpFacts;
import org.twinsuite.app.erp.ErpRoutes;
import org.twinsuite.app.erp.Erps;
import org.twinsuite.app.erp.PartBookings;
import org.twinsuite.app.forecast.ForecastDue;
import org.twinsuite.app.forecast.ForecastRound;
import org.twinsuite.app.forecast.Models;
import org.twinsuite.app.history.History;
import org.twinsuite.app.http.Door;
import org.twinsuite.app.http.SignedDoor;
import org.twinsuite.app.http.Users;
import org.twinsuite.app.ingest.Ingest;
import org.twinsuite.app.ingest.IngestMetrics;
import org.twinsuite.app.ingest.MapperSamples;
import org.twinsuite.app.observe.RulesHealthCheck;
import org.twinsuite.app.observe.StoreHealthCheck;
import org.twinsuite.app.observe.StoreMetrics;
import org.twinsuite.app.observe.SystemStates;
import org.twinsuite.app.observe.SystemsHealthCheck;
import org.twinsuite.app.onboard.Onboarding;
import org.twinsuite.app.onboard.OnboardingRoutes;
import org.twinsuite.app.order.Cmms;
import org.twinsuite.app.order.Delivery;
import org.twinsuite.app.order.StatusBack;
import org.twinsuite.app.pack.LivePack;
import org.twinsuite.app.planner.PlannerParts;
import org.twinsuite.app.planner.PlannerRoutes;
import org.twinsuite.app.reconcile.ReconcileRoutes;
import org.twinsuite.app.reconcile.Reconciler;
import org.twinsuite.app.scada.ControlSystems;
import org.twinsuite.app.scada.TagDuty;
import org.twinsuite.app.scada.TagRoutes;
import org.twinsuite.app.store.ChangeLedger;
import org.twinsuite.app.store.Cursors;
import org.twinsuite.app.store.Database;
import org.twinsuite.app.store.Decisions;
import org.twinsuite.app.store.Deliveries;
import org.twinsuite.app.store.Duties;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.store.ForecastScores;
import org.twinsuite.app.store.GroupMarks;
import org.twinsuite.app.store.HandledRevisions;
import org.twinsuite.app.store.Instances;
import org.twinsuite.app.store.Ladder;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.ParkedItem;
import org.twinsuite.app.store.ParkingLot;
import org.twinsuite.app.store.PastCases;
import org.twinsuite.app.store.Traces;
import org.twinsuite.app.time.EventClock;
import org.twinsuite.app.trace.Trace;
import org.twinsuite.app.trace.TraceRoutes;
import org.twinsuite.app.trace.Trail;
import org.twinsuite.app.twin.DittoAccess;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.app.twin.TwinNotes;
import org.twinsuite.app.twin.Twins;
import org.twinsuite.app.webhook.WebhookRoutes;
import org.twinsuite.camel.ditto.JdbcRevisionStore;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.rules.health.HealthTree;

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
   * @throws org.twinsuite.app.config.ConfigException when an option is wrong
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
                new HealthTree()),
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
    health.register(new RulesHealthCheck(packs));
  }

  /** All things in this process, or a share of them. */
  private AsyncProcessor changeLine(
      CamelContext camel, ChangeParts parts, Consumer<ParkedItem> parked) throws Exception {
    if (!ChangeSource.shared(config)) {
      HandledRevisions revisions = new HandledRevisions(database);
      camel.getRegistry().bind("revisions", revisions);
      return parts.line(config.get(RuleOptions.PARTITIONS), revisions.snapshot());
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
