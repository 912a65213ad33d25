package org.twinsuite.app.boot;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.twinsuite.app.onboard.Onboarding;
import org.twinsuite.app.onboard.OnboardingRoutes;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.HttpOptions;
import org.twinsuite.pipeline.config.OidcOptions;
import org.twinsuite.pipeline.config.OnboardingOptions;
import org.twinsuite.pipeline.order.WorkOrderStatusSync;
import org.twinsuite.pipeline.store.Traces;
import org.twinsuite.workbench.audit.AuditRoutes;
import org.twinsuite.workbench.audit.AuditedLogins;
import org.twinsuite.workbench.backtest.BackTestJobs;
import org.twinsuite.workbench.http.HmacAuthenticator;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpSecurity;
import org.twinsuite.workbench.page.LiveUpdates;
import org.twinsuite.workbench.page.PageSources;
import org.twinsuite.workbench.page.Workbench;
import org.twinsuite.workbench.planner.Messages;
import org.twinsuite.workbench.planner.ParkedRetry;
import org.twinsuite.workbench.planner.PlannerCommands;
import org.twinsuite.workbench.planner.PlannerRoutes;
import org.twinsuite.workbench.planner.WorkOrderQueue;
import org.twinsuite.workbench.reconcile.ReconcileRoutes;
import org.twinsuite.workbench.reconcile.Reconciler;
import org.twinsuite.workbench.trace.Trace;
import org.twinsuite.workbench.trace.TraceRoutes;
import org.twinsuite.workbench.webhook.WebhookRoutes;

/** What people and other systems reach over HTTP. */
final class WebModule {

  WebModule(
      AppContext app,
      StoreModule store,
      TwinModule twin,
      SystemsModule systems,
      RuleModule rules,
      ForecastModule forecasts,
      OrderModule orders,
      IngestModule ingest)
      throws Exception {
    AppConfig config = app.config();
    CamelContext camel = app.camel();
    URI publicUrl = ActionExecutorFactory.publicUrl(config);
    // before the first route, so that none is ever reached past it
    camel.addService(
        new HttpSecurity(
            camel,
            config,
            publicUrl,
            app.shutdown().register("login audit", new AuditedLogins(store.database.audit()))),
        true,
        true);
    HttpAuthenticator authenticator =
        new HttpAuthenticator(publicUrl, !config.get(OidcOptions.OIDC_ISSUER).isEmpty());
    camel.addRoutes(
        new TraceRoutes(
            authenticator,
            new Trace(ingest.trail, new Traces(store.database), systems.cmms.all())));
    camel.addRoutes(
        new ReconcileRoutes(
            authenticator, new Reconciler(twin.twins, systems.cmms.all())::reconcile));
    if (config.get(OnboardingOptions.ONBOARDING_HTTP)) {
      camel.addRoutes(
          new OnboardingRoutes(authenticator, new Onboarding(config), store.database.audit()));
    }
    camel.addRoutes(new AuditRoutes(authenticator, store.database.audit()));
    PlanningQueries queries =
        new PlanningQueries(
            config,
            authenticator,
            rules.packs,
            store.episodes,
            twin.twins,
            forecasts.sources,
            store.clock);
    BackTestJobs backTests =
        app.shutdown().register("back-tests", queries.backTests(store.history));
    queries.addTo(camel, backTests);
    PageSources sources =
        new PageSources(
            new WorkOrderQueue(store.outbox, store.episodes, store.decisions),
            new PlannerCommands(
                store.decisions,
                rules.autonomy,
                parkedRetry(app, store, twin, rules, orders, ingest)),
            new Messages(store.outbox),
            store.outbox,
            store.episodes,
            rules.autonomy,
            store.parkingLot,
            rules.packs,
            systems.states);
    camel.addRoutes(
        new PlannerRoutes(
            authenticator,
            sources.queue(),
            sources.commands(),
            sources.messages(),
            rules.packs,
            rules.autonomy,
            store.parkingLot));
    LiveUpdates events =
        new LiveUpdates(camel, config.get(HttpOptions.HTTP_PORT), HttpAuthenticator::mayLook);
    camel.addService(events, true, true);
    Workbench workbench =
        app.shutdown()
            .register(
                "workbench",
                new Workbench(
                    camel,
                    authenticator,
                    events,
                    store.database,
                    store.history,
                    twin.twins,
                    sources,
                    config.get(HttpOptions.PLANT_ZONE),
                    store.clock::instant));
    rules.listeners.add(workbench.projection()::changed);
    String secret = config.get(ActionOptions.WEBHOOK_SECRET);
    if (!secret.isEmpty()) {
      HmacAuthenticator signed = new HmacAuthenticator(secret, InstantSource.system());
      camel.addRoutes(new WebhookRoutes(signed, orders.statusBack, store.deliveries));
    }
  }

  /** How parked items go back to the line they came from. */
  private static ParkedRetry parkedRetry(
      AppContext app,
      StoreModule store,
      TwinModule twin,
      RuleModule rules,
      OrderModule orders,
      IngestModule ingest) {
    ParkedItemReplayer replayer = new ParkedItemReplayer(app.camel(), twin.twins);
    return new ParkedRetry(
        store.parkingLot,
        Map.of(
            "outbox",
            item -> {},
            "telemetry",
            item -> replayer.telemetry(item, ingest.ingest),
            "change",
            item -> replayer.change(item, rules.changeLine),
            WorkOrderStatusSync.PARKED_AS,
            item -> orders.statusBack.retry(item.key())));
  }
}
