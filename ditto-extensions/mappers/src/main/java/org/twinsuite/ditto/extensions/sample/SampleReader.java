package org.twinsuite.ditto.extensions.sample;

/** Understands one payload format. Called by one thread at a time. */
public interface SampleReader {

  /**
   * Reads a payload.
   *
   * @param message the message; not changed
   * @param into takes what was found
   * @throws PayloadError if nothing of the payload can be used
   */
  void read(MappedMessage message, Samples into);
}
