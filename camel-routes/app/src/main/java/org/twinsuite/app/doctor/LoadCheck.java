package org.twinsuite.app.doctor;

import java.util.function.Consumer;

/**
 * Something that is read from files at start, such as the rule pack.
 *
 * @param area what is read
 * @param subject where from
 */
public record LoadCheck(String area, String subject, Load load, String fix) implements Check {

  /** Reads it, or throws with the reason. */
  @FunctionalInterface
  public interface Load {
    /** What was read, in a few words. */
    String run() throws Exception;
  }

  @Override
  public void look(Consumer<Finding> findings) {
    try {
      findings.accept(Finding.ok(area, subject, load.run()));
    } catch (Exception refused) {
      findings.accept(
          Finding.failed(area, subject, String.valueOf(refused.getMessage()).strip(), fix));
    }
  }
}
