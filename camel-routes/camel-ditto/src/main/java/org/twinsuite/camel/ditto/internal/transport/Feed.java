package org.twinsuite.camel.ditto.internal.transport;

/** A subscription at Ditto that is opened again after each break until it is closed. */
public interface Feed {

  /** Begins and returns at once. */
  void open();

  /** Whether the subscription is confirmed now. */
  boolean connected();

  /** Why nothing comes; {@code null} while connected. */
  String problem();

  /**
   * A message that was handed over needs no more memory; another one may be read for it.
   *
   * @param size of the message as it was handed over
   */
  void release(int size);

  /** Closes for good; nothing is handed over any more. */
  void close();
}
