package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.RqlCondition;

/**
 * Until when a device can be reached by commands, as Hono tells it with a time until disconnect:
 * the feature {@code connectivity} with {@code readyUntil}. It is not a sample, and nothing is
 * wrong when a twin does not take it.
 */
final class PresenceWriter {
  static final String FEATURE = "connectivity";

  /** What Ditto's own connection status has for a device that stays until further notice. */
  private static final Instant UNTIL_FURTHER_NOTICE = Instant.parse("9999-12-31T23:59:59Z");

  private static final String AT = "at";

  private final Twins twins;
  private final IngestMetrics metrics;

  PresenceWriter(Twins twins, IngestMetrics metrics) {
    this.twins = twins;
    this.metrics = metrics;
  }

  /** Fails only when the twin may take it later. */
  CompletableFuture<Void> write(MessageEnvelope envelope) {
    metrics.presence();
    if (envelope.ttd() == null || envelope.ttd() < -1) {
      return CompletableFuture.completedFuture(null);
    }
    String at = IsoInstant.format(envelope.createdAt());
    JsonObject properties =
        JsonObject.newBuilder()
            .set("readyUntil", IsoInstant.format(readyUntil(envelope)))
            .set(AT, at)
            .build();
    return twins
        .mergeIf(
            envelope.deviceId(),
            "/features/" + FEATURE,
            JsonObject.newBuilder().set("properties", properties).build(),
            RqlCondition.isNews("le", RqlCondition.path(FEATURE, AT), at, null),
            envelope.correlationId())
        .handle(
            (done, failed) -> {
              if (failed != null && TwinFailure.of(failed).kind() == TwinFailure.Kind.OUTAGE) {
                return CompletableFuture.<Void>failedFuture(failed);
              }
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(result -> result);
  }

  private static Instant readyUntil(MessageEnvelope envelope) {
    return envelope.ttd() == -1
        ? UNTIL_FURTHER_NOTICE
        : envelope.createdAt().plusSeconds(envelope.ttd());
  }
}
