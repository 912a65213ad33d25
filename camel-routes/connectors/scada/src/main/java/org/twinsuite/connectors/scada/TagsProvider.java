package org.twinsuite.connectors.scada;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Option;

/** One protocol; found through {@link java.util.ServiceLoader} by the scheme of a source's url. */
public interface TagsProvider {

  /** Such as {@code opc.tcp}. */
  Set<String> schemes();

  /** What a source may have besides url and publishing. */
  List<Option<?>> options();

  /** Keys a tag may have besides the common ones. */
  Set<String> tagOptions();

  /** Whether alarms may be mapped. */
  boolean hasAlarms();

  /**
   * Checks address and options of a tag without connecting.
   *
   * @throws IllegalArgumentException what is wrong and how to write it
   */
  void check(Tag tag);

  /**
   * Checks that a source is secure enough for its tags.
   *
   * @throws IllegalArgumentException what to change, such as a session that is not signed although
   *     tags may be written
   */
  default void checkSecurity(TagMap.Source source, List<Tag> tags) {}

  /** What of a source's security is weak but allowed, such as a password in clear text. */
  default List<String> warnings(TagMap.Source source, List<Tag> tags) {
    return List.of();
  }

  /**
   * Connects.
   *
   * @throws IllegalArgumentException if a tag or option is wrong
   * @throws RetryableFailure if the control system cannot be reached
   * @throws RejectedByTarget if it refuses the log-in; the message says what to change
   */
  TagConnection open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock);
}
