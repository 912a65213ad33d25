package org.twinsuite.ditto.extensions.sample;

import org.twinsuite.twin.WellFormedText;

/** A payload of which nothing can be used; names the field and the fix. */
public final class PayloadError extends RuntimeException {

  private final String field;
  private final String reason;
  private final String fix;

  /**
   * @param field where the fault is, such as {@code metrics[3].alias}
   * @param reason what is wrong
   * @param fix what to do about it
   */
  public PayloadError(String field, String reason, String fix) {
    super(WellFormedText.repaired("Field '" + field + "': " + reason + "."));
    this.field = WellFormedText.repaired(field);
    this.reason = reason;
    this.fix = fix;
  }

  /** The fault, without the field's name. */
  public String reason() {
    return reason;
  }

  public String field() {
    return field;
  }

  public String fix() {
    return fix;
  }
}
