package org.twinsuite.rules.pack;

import java.util.Locale;

/** How far a rule may go by itself, from least to most. */
public enum Autonomy {
  /** Recorded only. */
  SHADOW,
  /** Shown to people. */
  RECOMMEND,
  /** Waits for a planner. */
  APPROVE,
  /** Carried out. */
  AUTO;

  /**
   * @throws IllegalArgumentException if the text is none of the rungs
   */
  public static Autonomy parse(String text) {
    try {
      return valueOf(text.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "@autonomy '" + text + "': use shadow, recommend, approve or auto", e);
    }
  }

  /** The next lower rung; shadow stays shadow. */
  public Autonomy demoted() {
    return this == SHADOW ? SHADOW : values()[ordinal() - 1];
  }
}
