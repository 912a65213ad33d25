package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.connectors.scada.TwinUpdate;
import org.twinsuite.pipeline.feature.DataFindings;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.ingest.Telemetry.Problem;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.twin.TwinNotes;
import org.twinsuite.pipeline.twin.Twins;

/**
 * Brings what a device or a control system says into its twin. What cannot go there is parked with
 * its reason; a sample older than the twin's goes to history. The exchange fails only for what may
 * succeed later.
 */
public final class Ingest extends AsyncProcessorSupport {
  private static final Pattern THING_ID =
      Pattern.compile("[a-zA-Z]\\w*([.-][a-zA-Z]\\w*)*:[^\\x00-\\x1F\\x7F-\\xFF/]+");

  /** A merge of the whole thing would create a thing that is not there. */
  private static final String FEATURES = "/features";

  /** The same of one thing is parked no more often than this when a control system says it. */
  private static final Duration REPEATED = Duration.ofMinutes(1);

  private final TelemetryReader reader;
  private final TagReader tags;
  private final Seldom seldom = new Seldom(REPEATED);
  private final Twins twins;
  private final History history;
  private final ParkingLot parkingLot;
  private final IngestMetrics metrics;
  private final Trail trail;
  private final TwinNotes notes;

  /**
   * @param units {@code feature=unit} pairs of the twins
   * @param maxPayload bytes
   */
  public Ingest(
      List<String> units,
      int maxPayload,
      Twins twins,
      History history,
      ParkingLot parkingLot,
      IngestMetrics metrics,
      Trail trail,
      TwinNotes notes) {
    Units known = new Units(units);
    this.reader = new TelemetryReader(known, maxPayload);
    this.tags = new TagReader(known);
    this.twins = twins;
    this.history = history;
    this.parkingLot = parkingLot;
    this.metrics = metrics;
    this.trail = trail;
    this.notes = notes;
  }

  /** What is known of the message from its envelope. */
  private record Envelope(
      String deviceId,
      Instant createdAt,
      String contentType,
      byte[] payload,
      Object body,
      String correlationId) {}

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      Envelope envelope = envelope(exchange.getMessage());
      if (envelope.deviceId() == null || !THING_ID.matcher(envelope.deviceId()).matches()) {
        park(
            envelope,
            envelope.deviceId() == null
                ? "device_id is missing: the protocol adapter must set this header"
                : "device_id '" + envelope.deviceId() + "' is no thing id, namespace:name");
        return done(callback);
      }
      Telemetry telemetry =
          envelope.body() instanceof TwinUpdate update
              ? tags.read(update)
              : reader.read(envelope.payload(), envelope.createdAt());
      if (telemetry.points().isEmpty()) {
        refuse(envelope, telemetry.problems());
        return done(callback);
      }
      if (envelope.body() instanceof TwinUpdate update && update.historical()) {
        telemetry.points().forEach(point -> late(envelope, point));
        refuse(envelope, telemetry.problems());
        return done(callback);
      }
      // What is wrong is told last, or it would be told again with each repetition.
      merge(envelope, telemetry.points())
          .thenRun(() -> refuse(envelope, telemetry.problems()))
          .whenComplete(
              (done, failed) -> {
                if (failed != null) {
                  note(envelope, Hop.State.WAITING, "not taken: " + unwrapped(failed).getMessage());
                  exchange.setException(unwrapped(failed));
                } else {
                  metrics.ingested(telemetry.points().size());
                }
                callback.done(false);
              });
      return false;
    } catch (RuntimeException failed) {
      exchange.setException(failed);
      return done(callback);
    }
  }

  private void refuse(Envelope envelope, List<Problem> problems) {
    if (!problems.isEmpty()) {
      park(envelope, problems.stream().map(Problem::text).collect(Collectors.joining("; ")));
      problems.forEach(problem -> tell(envelope, problem));
    }
  }

  private static boolean done(AsyncCallback callback) {
    callback.done(true);
    return true;
  }

  private static Envelope envelope(Message message) {
    Long created = message.getHeader(HonoConstants.CREATION_TIME, Long.class);
    String correlationId = message.getHeader("correlation-id", String.class);
    return new Envelope(
        message.getHeader(HonoConstants.DEVICE_ID, String.class),
        created == null ? Instant.now() : Instant.ofEpochMilli(created),
        message.getHeader(HonoConstants.CONTENT_TYPE, String.class),
        message.getBody() instanceof TwinUpdate ? null : message.getBody(byte[].class),
        message.getBody(),
        correlationId == null ? UUID.randomUUID().toString() : correlationId);
  }

  private CompletableFuture<Void> merge(Envelope envelope, List<Point> points) {
    TwinPatch patch = TwinPatch.of(points, envelope.createdAt(), Instant.now());
    return twins
        .mergeIf(
            envelope.deviceId(),
            FEATURES,
            patch.patch(),
            patch.condition(),
            envelope.correlationId())
        .handle(
            (done, failed) -> {
              if (failed == null) {
                note(envelope, Hop.State.PASSED, "merged into the twin: " + features(points));
                return null;
              }
              return unwrapped(failed);
            })
        .thenCompose(
            failed ->
                failed == null
                    ? CompletableFuture.completedFuture(null)
                    : refused(envelope, points, failed));
  }

  private static String features(List<Point> points) {
    return points.stream().map(Point::feature).collect(Collectors.joining(", "));
  }

  private CompletableFuture<Void> refused(Envelope envelope, List<Point> points, Throwable failed) {
    if (!(failed instanceof DittoCommandException command)
        || command.status() >= 500
        || command.status() == 408
        || command.status() == 429) {
      return CompletableFuture.failedFuture(failed);
    }
    if ((command.status() == 412 || command.status() == 400) && points.size() > 1) {
      // One point may be old, or wrong for the thing's model, while the others are news.
      return CompletableFuture.allOf(
          points.stream()
              .map(point -> merge(envelope, List.of(point)))
              .toArray(CompletableFuture[]::new));
    }
    if (command.status() == 412) {
      late(envelope, points.get(0));
    } else if (command.status() == 404) {
      park(
          envelope,
          "there is no thing "
              + envelope.deviceId()
              + " the suite may write: create it, or grant its policy WRITE on thing:/features");
    } else {
      park(envelope, "Ditto refused " + features(points) + ": " + command.getMessage());
    }
    return CompletableFuture.completedFuture(null);
  }

  /** The twin shows what was refused, from where rules hear of it. */
  private void tell(Envelope envelope, Problem problem) {
    notes.note(
        envelope.deviceId(),
        DataFindings.FEATURE,
        DataFindings.properties(
            problem.feature(), "refused", problem.text(), envelope.createdAt()));
  }

  private void note(Envelope envelope, Hop.State state, String what) {
    trail.note(envelope.correlationId(), "ingest", state, envelope.deviceId() + ": " + what);
  }

  private void late(Envelope envelope, Point point) {
    metrics.late();
    note(
        envelope,
        Hop.State.ENDED,
        point.feature() + " is older than the twin's, kept in history only");
    if (Double.isFinite(point.value())) {
      history.add(
          List.of(
              new Sample(
                  envelope.deviceId(),
                  point.feature(),
                  point.sourceTime().toEpochMilli(),
                  point.value(),
                  0)));
    }
  }

  private void park(Envelope envelope, String reason) {
    metrics.parked();
    if (envelope.body() instanceof TwinUpdate
        && !seldom.lets(envelope.deviceId() + ' ' + reason, Instant.now())) {
      return;
    }
    parkingLot.park(
        new ParkedItem(
            "telemetry",
            envelope.deviceId(),
            reason,
            envelope.correlationId(),
            envelope.contentType(),
            envelope.body() instanceof TwinUpdate update
                ? tags.asTelemetry(update)
                : envelope.payload(),
            Instant.now()));
  }

  private static Throwable unwrapped(Throwable failed) {
    return failed instanceof CompletionException && failed.getCause() != null
        ? failed.getCause()
        : failed;
  }
}
