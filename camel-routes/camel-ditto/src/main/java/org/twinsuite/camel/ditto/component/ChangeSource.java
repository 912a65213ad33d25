package org.twinsuite.camel.ditto.component;

/** The inflow of changes from one start of the consumer to its stop. */
interface ChangeSource {

  /** Begins and returns at once. */
  void open();

  /** Whether changes can come now. */
  boolean connected();

  /** Why changes cannot come; {@code null} while they can. */
  String problem();

  /** Hands nothing more over; what is under way may come to its end. */
  void close();
}
