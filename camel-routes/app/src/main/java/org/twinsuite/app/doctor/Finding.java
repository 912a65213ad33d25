package org.twinsuite.app.doctor;

/**
 * What one check found.
 *
 * @param area what was looked at, e.g. {@code ditto}
 * @param subject which one, e.g. a topic or a system
 * @param detail what was seen
 * @param fix what to do; empty when nothing is to be done
 */
public record Finding(String area, String subject, Verdict verdict, String detail, String fix) {

  /** How good it is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** Works, but somebody should look. */
    WARN,
    /** The app cannot do its work with this. */
    FAILED
  }

  static Finding ok(String area, String subject, String detail) {
    return new Finding(area, subject, Verdict.OK, detail, "");
  }

  static Finding warn(String area, String subject, String detail, String fix) {
    return new Finding(area, subject, Verdict.WARN, detail, fix);
  }

  static Finding failed(String area, String subject, String detail, String fix) {
    return new Finding(area, subject, Verdict.FAILED, detail, fix);
  }
}
