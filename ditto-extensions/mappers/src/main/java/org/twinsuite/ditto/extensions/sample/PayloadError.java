package org.twinsuite.ditto.extensions.sample;

/** A payload of which nothing can be used; names the field and the fix. */
public final class PayloadError extends RuntimeException {

  private final String field;
  private final String fix;

  /**
   * @param field where it is wrong, such as {@code metrics[3].alias}
   * @param reason what is wrong
   * @param fix what to do about it
   */
  public PayloadError(String field, String reason, String fix) {
    super("Field '" + field + "': " + reason + ".");
    this.field = field;
    this.fix = fix;
  }

  public String field() {
    return field;
  }

  public String fix() {
    return fix;
  }
}
