package org.twinsuite.predictors.forecast.series;

/**
 * Kinds of demand by mean interval between demands (ADI) and squared coefficient of variation of
 * the demand sizes (CV²).
 *
 * @see <a href="https://doi.org/10.1057/palgrave.jors.2601841">Syntetos, Boylan, Croston: On the
 *     categorization of demand patterns</a>
 */
public enum DemandClass {
  /** No spare part: negative values, or hardly any zero. */
  SMOOTH,
  /** Regular, but sizes vary. */
  ERRATIC,
  /** Rare, sizes alike. */
  INTERMITTENT,
  /** Rare, and sizes vary. */
  LUMPY;

  private static final double ADI_LIMIT = 1.32;
  private static final double CV2_LIMIT = 0.49;

  /** Classifies values; NaN is left out. */
  public static DemandClass of(double[] y) {
    int observed = 0;
    int demands = 0;
    double sum = 0;
    double squares = 0;
    for (double v : y) {
      if (v < 0) {
        return SMOOTH;
      }
      if (!Double.isNaN(v)) {
        observed++;
      }
      if (v > 0) {
        demands++;
        sum += v;
        squares += v * v;
      }
    }
    if (demands == 0) {
      return SMOOTH;
    }
    double mean = sum / demands;
    double cv2 = squares / demands / (mean * mean) - 1;
    boolean rare = (double) observed / demands >= ADI_LIMIT;
    if (rare) {
      return cv2 >= CV2_LIMIT ? LUMPY : INTERMITTENT;
    }
    return cv2 >= CV2_LIMIT ? ERRATIC : SMOOTH;
  }

  /** Whether demands are rare. */
  public boolean intermittent() {
    return this == INTERMITTENT || this == LUMPY;
  }
}
