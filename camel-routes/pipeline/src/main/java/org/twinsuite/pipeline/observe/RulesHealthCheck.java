package org.twinsuite.pipeline.observe;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.pipeline.pack.LivePack;

/**
 * Tells which rule pack decides and why a changed one was refused; up all the same, as the former
 * pack runs on. Down while a partition of the rules does not judge.
 */
public final class RulesHealthCheck extends AbstractHealthCheck {
  private final LivePack packs;
  private final ProgressMonitor partitions;
  private final LongSupplier invisible;

  /**
   * @param partitions watches those who judge
   * @param invisible revisions that were neither received nor are in Ditto's history
   */
  public RulesHealthCheck(LivePack packs, ProgressMonitor partitions, LongSupplier invisible) {
    super("twinsuite", "rules");
    this.packs = packs;
    this.partitions = partitions;
    this.invisible = invisible;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<String> problems = packs.problems();
    builder.detail("pack", packs.current().toString());
    builder.detail("since", packs.since().toString());
    long missed = invisible.getAsLong();
    builder.detail("degraded", !problems.isEmpty() || missed > 0);
    if (missed > 0) {
      builder.detail(
          "missed",
          missed
              + " revisions were never judged: the app was away for longer than Ditto keeps its"
              + " history (history-retention-duration, 3 days by default), or may not see them");
    }
    if (!problems.isEmpty()) {
      builder.detail("refused", String.join("; ", problems));
    }
    Map<String, String> stopped = partitions.problems();
    stopped.forEach(builder::detail);
    builder.detail("oldestSeconds", partitions.oldest().toSeconds());
    if (stopped.isEmpty()) {
      builder.up();
    } else {
      builder.message("changes are not judged: " + String.join("; ", stopped.values())).down();
    }
  }

  /** A partition restarts by itself, and an outage elsewhere is not cured by a new process. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  /** The planner's pages are served also while nothing is judged. */
  @Override
  public boolean isReadiness() {
    return false;
  }
}
