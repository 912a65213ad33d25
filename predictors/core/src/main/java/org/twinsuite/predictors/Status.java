package org.twinsuite.predictors;

/** Values of the response column {@code status}. Anything but these is a reason in plain words. */
public final class Status {

  /** The prediction holds. */
  public static final String OK = "ok";

  /** Remaining life: no degradation is detectable, so no end of life is predicted. */
  public static final String HEALTHY = "healthy";

  /** The deadline passed before the row was reached. */
  public static final String DEADLINE = "deadline: not reached in time, retry with fewer rows";

  /** The model's arithmetic ended without a number. */
  public static final String NO_NUMBER =
      "failed: no number could be computed from these values, check their size and unit";

  private Status() {}

  /** Too few observed values. */
  public static String tooShort(int have, int need) {
    return "too short: " + have + " values, at least " + need + " needed";
  }

  /**
   * Too few values that a model can use, of those that were observed.
   *
   * @param usable what a value must be, such as "positive values"
   */
  public static String tooFewUsable(int have, String usable, int need, int observed) {
    return "too short: only %d %s of %d observed ones, at least %d needed"
        .formatted(have, usable, observed, need);
  }

  /** A value of the row breaks the contract. */
  public static String invalid(String column, int row, String fix) {
    return "invalid: column " + column + ", row " + row + ": " + fix;
  }

  /** The model itself failed on this row. */
  public static String failed(Throwable cause) {
    return "failed: "
        + cause.getClass().getSimpleName()
        + (cause.getMessage() == null ? "" : " " + cause.getMessage());
  }
}
