package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.twin.ClockRule;
import org.twinsuite.twin.IsoInstant;

/**
 * Dates points by the one rule for clocks: a sample that claims to be measured after it was
 * received counts as measured when it was received. How far the source's clock is ahead is
 * reported.
 */
final class ClockMonitor {
  private static final Duration REPORTED = Duration.ofMinutes(10);

  private final ClockRule rule;
  private final DataQualityReporter quality;
  private final IngestMetrics metrics;
  private final RateLimiter reports = new RateLimiter(REPORTED);

  /**
   * @param rule {@code null} where events set the clock: every time is taken then
   */
  ClockMonitor(ClockRule rule, DataQualityReporter quality, IngestMetrics metrics) {
    this.rule = rule;
    this.quality = quality;
    this.metrics = metrics;
  }

  /** A time in a twin that is later than this was dated by a wrong clock; null for no limit. */
  Instant limit(Instant receivedAt) {
    return rule == null ? null : rule.limit(receivedAt);
  }

  /** The points with the times at which they count as measured. */
  List<Point> date(MessageEnvelope envelope, List<Point> points) {
    if (rule == null) {
      return points;
    }
    List<Point> dated = new ArrayList<>(points.size());
    long worst = 0;
    for (Point point : points) {
      if (point.sourceTime() == null) {
        dated.add(point);
        continue;
      }
      ClockRule.Dating dating = rule.date(point.sourceTime(), envelope.createdAt());
      dated.add(dating.isCorrected() ? point.at(dating.instant()) : point);
      worst = worse(worst, dating.errorMillis());
    }
    if (worst != 0) {
      report(envelope, worst);
    }
    return dated;
  }

  private static long worse(long one, long other) {
    return one == IsoInstant.UNKNOWN || other == IsoInstant.UNKNOWN
        ? IsoInstant.UNKNOWN
        : Math.max(one, other);
  }

  private void report(MessageEnvelope envelope, long error) {
    metrics.clockCorrected(error == IsoInstant.UNKNOWN ? Long.MAX_VALUE : error);
    if (reports.tryAcquire(envelope.deviceId(), envelope.receivedAt())) {
      quality.report(
          envelope.deviceId(),
          null,
          "clock",
          error == IsoInstant.UNKNOWN
              ? "the source's time is outside of the years 0 to 9999; the time of reception is used"
              : "the source's clock is "
                  + Duration.ofMillis(error).toSeconds()
                  + " s ahead; the time of reception is used",
          envelope.createdAt());
    }
  }
}
