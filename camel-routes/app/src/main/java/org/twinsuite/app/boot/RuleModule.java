package org.twinsuite.app.boot;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.JdbcRevisionStore;
import org.twinsuite.pipeline.change.ChangeLineFactory;
import org.twinsuite.pipeline.change.ChangeListeners;
import org.twinsuite.pipeline.change.ChangeMetrics;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.pipeline.config.ObserveOptions;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.RulesHealthCheck;
import org.twinsuite.pipeline.observe.StoreMetrics;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.GroupMarks;
import org.twinsuite.pipeline.store.HandledRevisions;
import org.twinsuite.pipeline.store.PastCases;
import org.twinsuite.rules.health.HealthTree;

/** Twin changes to the rules and the history, and what follows from them to the outbox. */
final class RuleModule {
  final LivePack packs;
  final AutonomyStore autonomy;
  final ForecastDue due;
  final AsyncProcessor changeLine;
  final ChangeListeners listeners = new ChangeListeners();

  RuleModule(AppContext app, StoreModule store, TwinModule twin) throws Exception {
    AppConfig config = app.config();
    packs = LivePack.open(config);
    StartAudit.write(store.database.audit(), config, packs);
    autonomy = new AutonomyStore(store.database, packs::rules);
    due = new ForecastDue(config.get(ForecastOptions.FORECAST_EVERY));
    ProgressMonitor judging =
        new ProgressMonitor("rules", config.get(ObserveOptions.PROGRESS_LIMIT), app.meters());
    changeLine =
        changeLine(
            app.camel(),
            config,
            store,
            new ChangeLineFactory(
                packs,
                store.episodes,
                twin.twins,
                store.history,
                new ChangeLedger(
                    store.database,
                    autonomy,
                    new PastCases(
                        id ->
                            twin.views
                                .known(id)
                                .map(view -> view.context().equipmentClass())
                                .orElse(null))),
                store.clock,
                due,
                new ChangeMetrics(app.meters()),
                config.get(RuleOptions.REBUILD),
                twin.views,
                twin.notes,
                new HealthTree(),
                judging));
    app.routes(
        builder ->
            builder
                .from(ChangeSource.endpoint(app.camel(), config))
                .routeId("changes")
                .process(changeLine)
                .process(listeners));
    if (!config.get(RuleOptions.RULES_FOLDER).isEmpty()) {
      app.every("rules", config.get(RuleOptions.RULES_LOOK).toMillis(), packs::look);
    }
    StoreMetrics.register(app.meters(), store.outbox, store.parkingLot, packs);
    app.health(new RulesHealthCheck(packs, judging, () -> ChangeSource.invisible(app.camel())));
  }

  /** All things in this process, or a share of them. */
  private static AsyncProcessor changeLine(
      CamelContext camel, AppConfig config, StoreModule store, ChangeLineFactory factory)
      throws Exception {
    if (!ChangeSource.shared(config)) {
      HandledRevisions revisions = new HandledRevisions(store.database);
      camel.getRegistry().bind("revisions", revisions);
      return factory.line(config.get(RuleOptions.PARTITIONS), revisions::snapshot);
    }
    camel
        .getRegistry()
        .bind("revisions", new JdbcRevisionStore(store.database.dataSource(), "forwarded"));
    GroupTopic topic = new GroupTopic(config);
    topic.create();
    camel.addService(
        factory.groups(
            topic::consumer,
            topic.name(),
            new GroupMarks(store.database),
            () -> ChangeSource.empty(camel),
            store.parkingLot::park),
        true,
        true);
    return factory.forwarder(topic.producer(), topic.name());
  }
}
