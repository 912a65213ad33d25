package org.twinsuite.connectors.scada;

import java.util.List;
import java.util.function.Consumer;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/**
 * The tags of one connection to a control system. Safe for concurrent use.
 *
 * <p>Life cycle: opened connected or not, {@link #subscribe} once, closed once. A lost connection
 * is restored and its subscription with it; while it is lost {@link #connected} is false and
 * nothing is reported.
 */
public interface Tags extends AutoCloseable {

  /** Name of the connection in the tag map. */
  String source();

  /** Whether the control system can be reached now. */
  boolean connected();

  /**
   * Reports every tag's value now and each change from then on. The receiver is called by one
   * thread at a time, in the order of the samples of a tag; it should hand over quickly.
   *
   * @return tags the control system refuses, with its reason
   */
  List<Refusal> subscribe(Consumer<TagSample> receiver);

  /** Reads each tag once; what cannot be read has a bad quality. */
  List<TagSample> readOnce();

  /**
   * Writes a value in the twin's units.
   *
   * @throws IllegalArgumentException if the tag may not be written or the value is out of its
   *     bounds
   * @throws RejectedByTarget if the control system refuses
   * @throws RetryableFailure if it cannot be reached
   */
  void write(Tag tag, double value);

  @Override
  void close();

  /** A tag and what is wrong with it. */
  record Refusal(Tag tag, String problem) {}
}
