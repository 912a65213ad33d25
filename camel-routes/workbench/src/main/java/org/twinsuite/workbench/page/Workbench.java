package org.twinsuite.workbench.page;

import java.time.InstantSource;
import java.time.ZoneId;
import org.apache.camel.CamelContext;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.plant.PlantProjection;
import org.twinsuite.workbench.plant.PlantStore;
import org.twinsuite.workbench.plant.SignalHistory;

/** The pages with what they read. */
public final class Workbench implements AutoCloseable {
  private static final int FLUSH_MS = 500;
  private final PlantProjection projection;
  private final SignalHistory signals;

  /**
   * Adds the pages and their read side to the app.
   *
   * @param events notified of every change; must have been added to the context before
   * @param zone of the plant
   * @param clock the plant's time
   */
  public Workbench(
      CamelContext camel,
      HttpAuthenticator authenticator,
      LiveUpdates events,
      Database database,
      History history,
      Twins twins,
      PageSources sources,
      ZoneId zone,
      InstantSource clock)
      throws Exception {
    PlantStore store = new PlantStore(database);
    projection =
        new PlantProjection(store, twins::retrieve, () -> twins.search("thingId,_revision"));
    projection.listen(things -> events.changed());
    signals = new SignalHistory(history::another);
    camel.addRoutes(
        new WorkbenchRoutes(
            authenticator,
            sources,
            store,
            projection,
            new PlantView(store, signals, sources, twins::retrieve, clock),
            zone,
            clock));
    org.apache.camel.builder.RouteBuilder.addRoutes(
        camel,
        builder ->
            builder
                .from("timer:workbench?period=" + FLUSH_MS)
                .routeId("workbench-projection")
                .process(exchange -> projection.flush()));
  }

  /** To be told of every twin change. */
  public PlantProjection projection() {
    return projection;
  }

  @Override
  public void close() throws Exception {
    signals.close();
  }
}
