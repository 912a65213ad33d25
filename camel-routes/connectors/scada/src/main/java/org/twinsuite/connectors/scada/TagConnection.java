package org.twinsuite.connectors.scada;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/**
 * The tags of one connection to a control system. Safe for concurrent use.
 *
 * <p>Life cycle: opened, {@link #subscribe} once, closed once. When the connection is lost every
 * tag is reported once without a value ({@link #NO_COMMUNICATION}); the connection and its
 * subscription are restored, and then every tag is reported again.
 */
public interface TagConnection extends AutoCloseable {

  /** Quality code while the connection is lost: the value is not known. */
  String NO_COMMUNICATION = "Bad_NoCommunication";

  /** Name of the connection in the tag map. */
  String source();

  /** Whether the control system can be reached now. */
  boolean connected();

  /**
   * Why nothing is delivered although the connection is up, such as a subscription that the server
   * ended; empty if nothing is known to be wrong.
   */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /**
   * Reports every tag's value now and each change from then on. The receiver is called by one
   * thread at a time, in the order of the samples of a tag. A receiver that takes its time holds
   * the source back, which then buffers or samples less, as its protocol provides.
   *
   * @return tags the control system refuses, with its reason; empty also if it only reports them
   *     with the samples
   */
  List<Refusal> subscribe(Consumer<? super Signal> receiver);

  /**
   * Reads tags of this connection once, in the order given; what cannot be read has a bad quality.
   *
   * @throws RetryableFailure if the control system cannot be reached
   */
  List<TagSample> read(Collection<Tag> tags);

  /**
   * Writes a value in the twin's units, within the tag's bounds and nothing more: call {@link
   * GuardedWrites} instead.
   *
   * @throws IllegalArgumentException if the tag may not be written or the value is out of its
   *     bounds
   * @throws RejectedByTarget if the control system refuses
   * @throws RetryableFailure if it cannot be reached
   */
  void write(Tag tag, double value);

  /** The alarms of this connection; empty if its protocol has none. */
  default Optional<Alarms> alarms() {
    return Optional.empty();
  }

  @Override
  void close();

  /** A tag and what is wrong with it. */
  record Refusal(Tag tag, String problem) {}
}
