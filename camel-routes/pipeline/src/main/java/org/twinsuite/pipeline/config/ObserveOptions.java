package org.twinsuite.pipeline.config;

import java.time.Duration;
import java.util.List;

/** Options: when health reports that a line does not move. */
public final class ObserveOptions {
  public static final Option<Duration> PROGRESS_LIMIT =
      new Option<>(
          "twinsuite.health.progress-limit",
          "PT2M",
          Values::duration,
          "health is down when a message or change has been under way for longer than this");

  static final List<Option<?>> ALL = List.of(PROGRESS_LIMIT);

  private ObserveOptions() {}
}
