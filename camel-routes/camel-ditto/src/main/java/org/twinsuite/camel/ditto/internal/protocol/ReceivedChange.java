package org.twinsuite.camel.ditto.internal.protocol;

import org.twinsuite.camel.ditto.TwinChange;

/**
 * A change as it arrived.
 *
 * @param writer header {@code twinsuite-writer} of the causing command; {@code null} when unknown
 * @param repaired fetched from history instead of received
 * @param live counts against what may be read from the socket until it is handled once
 * @param size characters it arrived in, which bound the memory it needs
 */
public record ReceivedChange(
    TwinChange change, String writer, boolean repaired, boolean live, int size) {

  public static ReceivedChange live(TwinChange change, String writer, int size) {
    return new ReceivedChange(change, writer, false, true, size);
  }

  public static ReceivedChange fromHistory(TwinChange change, String writer, int size) {
    return new ReceivedChange(change, writer, true, false, size);
  }

  public ReceivedChange repeated() {
    return new ReceivedChange(change, writer, repaired, false, size);
  }

  public String thingId() {
    return change.thingId();
  }

  public long revision() {
    return change.revision();
  }
}
