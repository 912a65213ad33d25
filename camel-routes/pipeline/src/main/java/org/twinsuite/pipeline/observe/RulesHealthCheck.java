package org.twinsuite.pipeline.observe;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.pipeline.pack.LivePack;

/**
 * Tells which rule pack decides and why a changed one was refused. Up all the same: the former pack
 * runs on.
 */
public final class RulesHealthCheck extends AbstractHealthCheck {
  private final LivePack packs;

  public RulesHealthCheck(LivePack packs) {
    super("twinsuite", "rules");
    this.packs = packs;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<String> problems = packs.problems();
    builder.detail("pack", packs.current().toString());
    builder.detail("since", packs.since().toString());
    builder.detail("degraded", !problems.isEmpty());
    if (!problems.isEmpty()) {
      builder.detail("refused", String.join("; ", problems));
    }
    builder.up();
  }
}
