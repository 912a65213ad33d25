package org.twinsuite.app.doctor;

import java.util.function.Consumer;

/** Looks at one area and changes nothing that lasts. */
public interface Check {

  /** The area it looks at. */
  String area();

  /**
   * Looks, and tells each finding as soon as it is there. What is thrown counts as a failed
   * finding.
   */
  void look(Consumer<Finding> findings) throws Exception;
}
