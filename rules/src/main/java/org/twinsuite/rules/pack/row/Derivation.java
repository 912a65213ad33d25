package org.twinsuite.rules.pack.row;

/**
 * One row of table {@code derived}: a signal computed from others of the same thing, to be judged
 * by {@code levels} like a measured one.
 *
 * @param equipmentClass as in {@link Limit}
 * @param name name of the computed signal
 * @param kind what is computed
 * @param of signal it is computed from, measured or itself derived
 * @param by second signal of a ratio or of what trembles together; empty otherwise
 * @param learn how many good samples make the baseline
 * @param smooth over how many samples the newest values are averaged
 * @param band percent of the baseline beyond which a sample tells of another operating state
 *     (standstill, start-up) and is left out
 * @param origin file and row
 */
public record Derivation(
    String equipmentClass,
    String name,
    Kind kind,
    String of,
    String by,
    int learn,
    int smooth,
    double band,
    String origin) {

  /** What is computed. */
  public enum Kind {
    /** {@code of} divided by {@code by}, from samples of the same time. */
    RATIO,
    /** Percent by which the average lies above (or, negative, below) the thing's own baseline. */
    DEVIATION,
    /** How many times as much as usual neighbouring samples differ; 1 is as usual. */
    SCATTER,
    /** {@code of} less the median of the siblings' {@code of}; {@code of} is a deviation. */
    APART,
    /**
     * By how much more often neighbouring samples of {@code of} and {@code by} differ in the same
     * direction than when that was learned: 0 as usual, 2 always together where it was never.
     */
    TOGETHER
  }
}
