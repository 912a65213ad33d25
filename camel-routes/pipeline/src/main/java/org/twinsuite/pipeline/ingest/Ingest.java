package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.ingest.Telemetry.Problem;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.twin.WellFormedText;

/**
 * Brings what a device or a control system sends into its twin. What cannot go there is parked with
 * its reason; a sample older than the twin's goes to history. Whatever a message does, its exchange
 * ends; it fails only for what may succeed later.
 */
public final class Ingest extends AsyncProcessorSupport {
  /** Where such items came from, in the parking lot. */
  public static final String SOURCE = "telemetry";

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final Pattern THING_ID =
      Pattern.compile("[a-zA-Z]\\w*([.-][a-zA-Z]\\w*)*:[^\\x00-\\x1F\\x7F-\\xFF/]+");
  private static final int THING_ID_LENGTH = 256;

  /** The same of one thing is parked no more often than this when a control system sends it. */
  private static final Duration REPEATED = Duration.ofMinutes(1);

  private final IngestSettings settings;
  private final TelemetryReader reader;
  private final TagReader tags;
  private final RateLimiter repeated = new RateLimiter(REPEATED);
  private final History history;
  private final ParkingLot parkingLot;
  private final IngestMetrics metrics;
  private final Trail trail;
  private final DataQualityReporter quality;
  private final ClockMonitor clock;
  private final PointWriter points;
  private final PresenceWriter presence;
  private final MessagesUnderWay underWay = new MessagesUnderWay();

  /**
   * @param monitor watches how long messages are under way
   */
  public Ingest(
      IngestSettings settings,
      Twins twins,
      History history,
      ParkingLot parkingLot,
      IngestMetrics metrics,
      Trail trail,
      FeaturePublisher notes,
      ProgressMonitor monitor) {
    Units units = new Units(settings.units());
    this.settings = settings;
    this.reader = new TelemetryReader(units, settings.maxPayload(), settings.maxPoints());
    this.tags = new TagReader(units);
    this.history = history;
    this.parkingLot = parkingLot;
    this.metrics = metrics;
    this.trail = trail;
    this.quality = new DataQualityReporter(notes);
    this.clock = new ClockMonitor(settings.clock(), quality, metrics);
    this.points =
        new PointWriter(
            twins, clock, new RefusedPoints(settings.refusedFor()), this::late, metrics, trail);
    this.presence = new PresenceWriter(twins, metrics);
    monitor.watch("ingest", underWay::progress);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    MessageEnvelope envelope = null;
    CompletableFuture<Void> taken;
    MessagesUnderWay.Message message = underWay.begin(exchange);
    try {
      envelope = MessageEnvelope.of(exchange.getMessage());
      taken = take(envelope);
    } catch (Throwable failed) {
      taken = CompletableFuture.failedFuture(failed);
    }
    if (taken.isDone()) {
      end(exchange, envelope, message, failureOf(taken));
      callback.done(true);
      return true;
    }
    MessageEnvelope known = envelope;
    taken.whenComplete(
        (done, failed) -> {
          try {
            end(exchange, known, message, failed);
          } finally {
            callback.done(false);
          }
        });
    return false;
  }

  private static Throwable failureOf(CompletableFuture<Void> done) {
    try {
      done.join();
      return null;
    } catch (RuntimeException failed) {
      return failed;
    }
  }

  private CompletableFuture<Void> take(MessageEnvelope envelope) {
    String notAllowed = notAllowed(envelope);
    if (notAllowed != null) {
      park(envelope, notAllowed);
      return CompletableFuture.completedFuture(null);
    }
    if (envelope.isPresence()) {
      return presence.write(envelope);
    }
    Telemetry telemetry =
        envelope.isFromControlSystem()
            ? tags.read(envelope.update())
            : reader.read(envelope.payload(), envelope.createdAt());
    Rejections rejections = new Rejections();
    rejections.addAll(telemetry.problems());
    List<Point> dated = clock.date(envelope, telemetry.points());
    CompletableFuture<Void> written;
    if (dated.isEmpty()) {
      written = CompletableFuture.completedFuture(null);
    } else if (envelope.isFromControlSystem() && envelope.update().historical()) {
      dated.forEach(point -> late(envelope, point));
      written = CompletableFuture.completedFuture(null);
    } else {
      written = points.write(envelope, dated, rejections);
    }
    // What is wrong is parked last, or it would be parked again with each repetition.
    return written.thenRun(() -> reject(envelope, rejections));
  }

  /** Why a message concerns no thing its sender may write; null when it does. */
  private String notAllowed(MessageEnvelope envelope) {
    String deviceId = envelope.deviceId();
    if (deviceId == null) {
      return "device_id is missing: the protocol adapter must set this header";
    }
    if (deviceId.length() > THING_ID_LENGTH
        || !WellFormedText.isWellFormed(deviceId)
        || !THING_ID.matcher(deviceId).matches()) {
      return "device_id '"
          + WellFormedText.shown(deviceId)
          + "' is not a valid thing id, namespace:name";
    }
    if (envelope.tenant() != null && !settings.namespaces().allow(envelope.tenant(), deviceId)) {
      metrics.foreign();
      return "a device of tenant '"
          + envelope.tenant()
          + "' may not write "
          + deviceId
          + ": rename the device, or map the tenant to its namespace with"
          + " twinsuite.hono.namespaces";
    }
    return null;
  }

  /** Ends an exchange; what fails again and again is parked, so that the others go on. */
  private void end(
      Exchange exchange,
      MessageEnvelope envelope,
      MessagesUnderWay.Message message,
      Throwable failed) {
    Throwable left = failed == null ? null : left(envelope, message, TwinFailure.of(failed));
    if (left != null) {
      exchange.setException(left);
    }
    underWay.end(message, left == null);
  }

  private Throwable left(
      MessageEnvelope envelope, MessagesUnderWay.Message message, TwinFailure failure) {
    if (envelope == null) {
      LOG.error("a message cannot be read", failure.cause());
      return failure.cause();
    }
    note(envelope, Hop.State.WAITING, "not taken: " + failure.message());
    int attempts = Math.max(envelope.redeliveries(), message.failures()) + 1;
    if (failure.kind() == TwinFailure.Kind.OUTAGE || attempts < settings.attempts()) {
      return failure.cause();
    }
    LOG.error(
        "parked a message of {} after {} attempts, correlation id {}",
        envelope.deviceId(),
        attempts,
        envelope.correlationId(),
        failure.cause());
    try {
      park(envelope, "it failed " + attempts + " times, the last time: " + failure.cause());
      return null;
    } catch (Throwable notParked) {
      return notParked;
    }
  }

  private void reject(MessageEnvelope envelope, Rejections rejections) {
    if (rejections.isEmpty()) {
      return;
    }
    park(envelope, rejections.reason());
    for (Problem problem : rejections.named()) {
      quality.report(
          envelope.deviceId(), problem.feature(), "refused", problem.text(), envelope.createdAt());
    }
  }

  private void note(MessageEnvelope envelope, Hop.State state, String what) {
    trail.note(envelope.correlationId(), "ingest", state, envelope.deviceId() + ": " + what);
  }

  private void late(MessageEnvelope envelope, Point point) {
    metrics.late();
    note(
        envelope,
        Hop.State.ENDED,
        point.feature() + " is older than the twin's, kept in history only");
    if (Double.isFinite(point.value()) && point.sourceTime() != null) {
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

  private void park(MessageEnvelope envelope, String reason) {
    metrics.parked();
    if (envelope.isFromControlSystem()
        && !repeated.tryAcquire(envelope.deviceId() + ' ' + reason, Instant.now())) {
      return;
    }
    note(envelope, Hop.State.STOPPED, reason);
    parkingLot.park(
        new ParkedItem(
            SOURCE,
            envelope.deviceId(),
            reason,
            envelope.correlationId(),
            envelope.contentType(),
            envelope.isFromControlSystem()
                ? tags.asTelemetry(envelope.update())
                : envelope.payload(),
            Instant.now(),
            envelope.tenant()));
  }
}
