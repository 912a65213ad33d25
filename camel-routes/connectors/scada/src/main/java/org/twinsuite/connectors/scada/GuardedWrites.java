package org.twinsuite.connectors.scada;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/**
 * The one way to write to a control system. A value is written only if the tag map allows it, it is
 * within its bounds, not too far from the present value, not too often, the present value is good
 * and as the request expects it; then it is read back. Every outcome is recorded. Asking again for
 * what is there already writes nothing.
 */
public final class GuardedWrites {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedWrites.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double FLOAT_PRECISION = 1e-6;

  private final TagConnection tags;
  private final InstantSource clock;
  private final Duration settle;
  private final Consumer<WriteOutcome> record;
  private final Map<Tag, Deque<Instant>> written = new HashMap<>();

  /**
   * @param settle longest wait for the value to be read back
   * @param record gets every outcome, before the caller does
   */
  public GuardedWrites(
      TagConnection tags, InstantSource clock, Duration settle, Consumer<WriteOutcome> record) {
    this.tags = tags;
    this.clock = clock;
    this.settle = settle;
    this.record = record;
  }

  /**
   * @throws RetryableFailure if the control system could not be asked for the present value;
   *     nothing was written
   */
  public synchronized WriteOutcome write(WriteRequest request) {
    WriteOutcome outcome = attempt(request);
    LOG.info(
        "{}: write {} to {} for {}: {}{}",
        tags.source(),
        request.value(),
        request.tag().address(),
        request.reference(),
        outcome.kind(),
        outcome.reason() == null ? "" : ", " + outcome.reason());
    record.accept(outcome);
    return outcome;
  }

  private WriteOutcome attempt(WriteRequest request) {
    Tag tag = request.tag();
    try {
      tag.toSource(request.value());
    } catch (IllegalArgumentException e) {
      return outcome(request, WriteOutcome.Kind.REFUSED, null, null, e.getMessage());
    }
    TagSample present = tags.read(List.of(tag)).get(0);
    Double before = number(present);
    String refusal = refusal(request, present, before);
    if (refusal != null) {
      return outcome(request, WriteOutcome.Kind.REFUSED, before, null, refusal);
    }
    if (close(tag, before, request.value())) {
      return outcome(request, WriteOutcome.Kind.ALREADY_THERE, before, before, null);
    }
    Deque<Instant> recent = recent(tag);
    if (recent.size() >= tag.write().perMinute()) {
      String often =
          "more than " + tag.write().perMinute() + " writes in a minute (write.perMinute)";
      return outcome(request, WriteOutcome.Kind.REFUSED, before, null, often);
    }
    recent.add(clock.instant());
    try {
      tags.write(tag, request.value());
    } catch (RejectedByTarget | IllegalArgumentException e) {
      return outcome(request, WriteOutcome.Kind.REFUSED, before, null, e.getMessage());
    } catch (RuntimeException e) {
      // it may have reached the plant all the same
      return outcome(request, WriteOutcome.Kind.UNCONFIRMED, before, null, String.valueOf(e));
    }
    return readBack(request, before);
  }

  /** Null if there is none. */
  private static String refusal(WriteRequest request, TagSample present, Double before) {
    Tag tag = request.tag();
    if (!present.quality().isGood()) {
      return "the present value is not good: " + present.quality().code();
    }
    if (before == null) {
      return "the present value is not a number: " + present.value();
    }
    if (close(tag, before, request.value())) {
      return null;
    }
    WriteRequest.Range expected = request.onlyIf();
    if (expected != null && !expected.holds(before)) {
      return "the present value %s is not within %s to %s"
          .formatted(before, expected.min(), expected.max());
    }
    if (Math.abs(request.value() - before) > tag.write().step()) {
      return "%s is more than %s away from the present value %s (write.step)"
          .formatted(request.value(), tag.write().step(), before);
    }
    return null;
  }

  private Deque<Instant> recent(Tag tag) {
    Deque<Instant> times = written.computeIfAbsent(tag, key -> new ArrayDeque<>());
    Instant now = clock.instant();
    Instant since = now.minus(MINUTE);
    // a time ahead of now is one before the clock went back
    times.removeIf(time -> !time.isAfter(since) || time.isAfter(now));
    return times;
  }

  private WriteOutcome readBack(WriteRequest request, Double before) {
    long end = System.nanoTime() + settle.toNanos();
    String reason;
    Double after = null;
    do {
      try {
        TagSample sample = tags.read(List.of(request.tag())).get(0);
        after = number(sample);
        if (sample.quality().isGood() && close(request.tag(), after, request.value())) {
          return outcome(request, WriteOutcome.Kind.WRITTEN, before, after, null);
        }
        reason = "read back " + sample.value() + " (" + sample.quality().code() + ")";
      } catch (RuntimeException e) {
        reason = "not read back: " + e.getMessage();
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    } while (System.nanoTime() < end);
    return outcome(request, WriteOutcome.Kind.UNCONFIRMED, before, after, reason);
  }

  private static boolean close(Tag tag, Double one, double other) {
    double tolerance = Math.max(tag.write().tolerance(), Math.abs(other) * FLOAT_PRECISION);
    return one != null && Math.abs(one - other) <= tolerance;
  }

  private static Double number(TagSample sample) {
    if (sample.value() instanceof Boolean flag) {
      return flag ? 1.0 : 0.0;
    }
    return sample.value() instanceof Number number ? number.doubleValue() : null;
  }

  private WriteOutcome outcome(
      WriteRequest request, WriteOutcome.Kind kind, Double before, Double after, String reason) {
    return new WriteOutcome(request, kind, before, after, reason, clock.instant());
  }
}
