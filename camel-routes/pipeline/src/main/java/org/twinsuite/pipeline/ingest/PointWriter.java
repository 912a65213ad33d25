package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.pipeline.ingest.Telemetry.Problem;
import org.twinsuite.pipeline.observe.Hop;
import org.twinsuite.pipeline.observe.Trail;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.pipeline.work.AsyncLimiter;

/**
 * Merges points into a twin: all of a message in one command, and one by one where Ditto refuses
 * them together, so that one point does not take the others along.
 */
final class PointWriter {
  /** A merge of the whole thing would create a thing that is not there. */
  private static final String FEATURES = "/features";

  /** Commands for single points that are under way at once, of all messages and of one. */
  private static final int SINGLE = 64;

  private static final int SINGLE_OF_MESSAGE = 4;

  /** Takes a sample that is older than the twin's. */
  @FunctionalInterface
  interface LateSamples {
    void add(MessageEnvelope envelope, Point point);
  }

  private final Twins twins;
  private final ClockMonitor clock;
  private final RefusedPoints refused;
  private final LateSamples late;
  private final IngestMetrics metrics;
  private final Trail trail;
  private final AsyncLimiter singles = new AsyncLimiter(SINGLE);

  PointWriter(
      Twins twins,
      ClockMonitor clock,
      RefusedPoints refused,
      LateSamples late,
      IngestMetrics metrics,
      Trail trail) {
    this.twins = twins;
    this.clock = clock;
    this.refused = refused;
    this.late = late;
    this.metrics = metrics;
    this.trail = trail;
  }

  /**
   * Writes the points of a message.
   *
   * @param rejections takes those that Ditto refuses for good
   * @return fails when the message may succeed later
   */
  CompletableFuture<Void> write(
      MessageEnvelope envelope, List<Point> points, Rejections rejections) {
    List<Point> wanted =
        points.stream()
            .filter(
                point ->
                    !refused.isLeftOut(envelope.deviceId(), point.feature(), envelope.receivedAt()))
            .toList();
    metrics.refusedAgain(points.size() - wanted.size());
    return wanted.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : merge(envelope, wanted, rejections);
  }

  private CompletableFuture<Void> merge(
      MessageEnvelope envelope, List<Point> points, Rejections rejections) {
    TwinPatch patch =
        TwinPatch.of(
            points, envelope.createdAt(), Instant.now(), clock.limit(envelope.receivedAt()));
    return twins
        .mergeIf(
            envelope.deviceId(),
            FEATURES,
            patch.patch(),
            patch.condition(),
            envelope.correlationId())
        .handle(
            (done, failed) -> {
              if (failed != null) {
                return failed(envelope, points, rejections, TwinFailure.of(failed));
              }
              merged(envelope, points);
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(result -> result);
  }

  private void merged(MessageEnvelope envelope, List<Point> points) {
    metrics.ingested(points.size());
    points.forEach(point -> refused.remove(envelope.deviceId(), point.feature()));
    note(envelope, Hop.State.PASSED, "merged into the twin: " + features(points));
  }

  private CompletableFuture<Void> failed(
      MessageEnvelope envelope, List<Point> points, Rejections rejections, TwinFailure failure) {
    if (!failure.isRefused()) {
      return CompletableFuture.failedFuture(failure.cause());
    }
    if (failure.isNotFound()) {
      rejections.add(
          new Problem(
              null,
              "there is no thing "
                  + envelope.deviceId()
                  + " the suite may write: create it, or grant its policy WRITE on"
                  + " thing:/features"));
    } else if (points.size() > 1) {
      // One point may be old, or wrong for the thing's model, while the others are news.
      return singles.forEach(
          points, SINGLE_OF_MESSAGE, point -> merge(envelope, List.of(point), rejections));
    } else if (failure.isPreconditionFailed()) {
      late.add(envelope, points.get(0));
    } else {
      refused(envelope, points.get(0), rejections, failure);
    }
    return CompletableFuture.completedFuture(null);
  }

  private void refused(
      MessageEnvelope envelope, Point point, Rejections rejections, TwinFailure failure) {
    if (!refused.add(envelope.deviceId(), point.feature(), envelope.receivedAt())) {
      metrics.refusedAgain(1);
      return;
    }
    String detail =
        failure.cause() instanceof DittoCommandException command && !command.detail().isEmpty()
            ? " " + command.detail()
            : "";
    rejections.add(
        new Problem(
            point.feature(),
            "Ditto refused "
                + point.feature()
                + ": "
                + failure.message()
                + detail
                + " Fix: add the point to the thing's model or policy, or stop sending it; further"
                + " samples of it are only counted"));
  }

  private static String features(List<Point> points) {
    return points.stream()
        .limit(Rejections.NAMED)
        .map(Point::feature)
        .collect(Collectors.joining(", "));
  }

  private void note(MessageEnvelope envelope, Hop.State state, String what) {
    trail.note(envelope.correlationId(), "ingest", state, envelope.deviceId() + ": " + what);
  }
}
