package org.twinsuite.pipeline.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.StandInDitto;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.ParkingLimits;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.twin.ClockRule;

/** An ingest with a Ditto that answers as a test wants. */
final class IngestHarness implements AutoCloseable {
  final CamelContext camel = new DefaultCamelContext();
  final Database database =
      Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  final History history = History.open(Path.of(":memory:"));
  final ParkingLot parked;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ProgressMonitor monitor = new ProgressMonitor("ingest", Duration.ofNanos(1), meters);

  /** What was merged: thing, path and patch. */
  final List<String> merged = Collections.synchronizedList(new ArrayList<>());

  /** Conditions of all merges, also those that failed. */
  final List<String> conditions = Collections.synchronizedList(new ArrayList<>());

  /** What goes wrong with a patch; null when it succeeds. */
  volatile Function<String, Exception> ditto = patch -> null;

  final FeaturePublisher notes;
  final Ingest ingest;
  private final Twins twins;

  IngestHarness() throws Exception {
    this(ParkingLimits.NONE);
  }

  IngestHarness(ParkingLimits limits) throws Exception {
    parked = new ParkingLot(database, limits);
    StandInDitto.in(camel, this::answer);
    camel.start();
    twins = new Twins(camel);
    notes = new FeaturePublisher(twins);
    ingest =
        new Ingest(
            new IngestSettings(
                List.of("temperature=Cel"),
                300_000,
                3_000,
                3,
                new TenantNamespaces(List.of("shared=org.b", "shared=org.c.*")),
                ClockRule.DEFAULT,
                Duration.ofMinutes(10)),
            twins,
            history,
            parked,
            new IngestMetrics(meters),
            new Trail(0),
            notes,
            monitor);
  }

  private Exception answer(Exchange exchange) {
    String patch = exchange.getMessage().getBody(String.class);
    String condition = exchange.getMessage().getHeader(DittoConstants.CONDITION, String.class);
    if (condition != null) {
      conditions.add(condition);
    }
    Exception failure = ditto.apply(patch);
    if (failure == null) {
      merged.add(
          exchange.getMessage().getHeader(DittoConstants.THING_ID)
              + " "
              + exchange.getMessage().getHeader(DittoConstants.PATH)
              + " "
              + patch);
    }
    return failure;
  }

  /** Sends a message of a device of the tenant {@code org.x}. */
  Exchange send(String device, String payload) {
    return send(device, payload, Map.of());
  }

  Exchange send(String device, String payload, Map<String, Object> headers) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setHeader(HonoConstants.TENANT, "org.x");
    exchange.getMessage().setHeader(HonoConstants.DEVICE_ID, device);
    headers.forEach(exchange.getMessage()::setHeader);
    exchange
        .getMessage()
        .setBody(payload == null ? null : payload.getBytes(StandardCharsets.UTF_8));
    CompletableFuture<Void> done = new CompletableFuture<>();
    ingest.process(exchange, doneSync -> done.complete(null));
    done.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    return exchange;
  }

  List<String> reasons() {
    return parked.newest(1_000).stream().map(ParkingLot.Line::reason).toList();
  }

  /** What the notes write into twins. */
  List<String> noted() {
    merged.clear();
    notes.process(null);
    return List.copyOf(merged);
  }

  double counted(String meter) {
    return meters.get(meter).counter().count();
  }

  @Override
  public void close() {
    twins.close();
    camel.stop();
    history.close();
    database.close();
  }
}
