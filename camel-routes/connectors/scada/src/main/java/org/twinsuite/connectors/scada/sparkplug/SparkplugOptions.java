package org.twinsuite.connectors.scada.sparkplug;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.twinsuite.connectors.config.Option;

/** What a Sparkplug source may say besides url and publishing (which has no meaning here). */
final class SparkplugOptions {

  static final Option<String> HOST =
      Option.text(
          "host",
          "Id under which we publish STATE as a primary host; without one we only listen",
          "");
  static final Option<String> USER = Option.text("user", "User at the broker", "");
  static final Option<String> PASSWORD =
      new Option<>("password", "Its password, as ${VARIABLE}", "", true, Function.identity());
  static final Option<Duration> TIMEOUT =
      Option.duration(
          "timeout",
          "Longest wait for the broker, and for births when reading",
          Duration.ofSeconds(5));
  static final Option<Duration> PAUSE =
      Option.duration("pause", "Pause before connecting again", Duration.ofSeconds(2));
  static final Option<Duration> REBIRTH =
      Option.duration(
          "rebirth", "Least time between two rebirth requests to one node", Duration.ofSeconds(10));

  static final List<Option<?>> ALL = List.of(HOST, USER, PASSWORD, TIMEOUT, PAUSE, REBIRTH);

  private SparkplugOptions() {}
}
