package org.twinsuite.ditto.extensions.option;

/** A mapper's option that cannot be used; the message names it and says what to change. */
public final class InvalidOption extends IllegalArgumentException {

  private final String option;

  public InvalidOption(String option, String reason) {
    super("Option '" + option + "' " + reason + ".");
    this.option = option;
  }

  public String option() {
    return option;
  }
}
