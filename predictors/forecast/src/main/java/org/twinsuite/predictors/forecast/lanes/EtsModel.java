package org.twinsuite.predictors.forecast.lanes;

import java.util.List;

/**
 * A member of the exponential smoothing family in state space form.
 *
 * @param multiplicative true: multiplicative errors and seasonality (positive data only); false:
 *     both additive
 * @param trend whether there is an additive trend
 * @param damped whether the trend is damped
 * @param seasonal whether there is a seasonal state
 */
public record EtsModel(boolean multiplicative, boolean trend, boolean damped, boolean seasonal) {

  /** ETS(A,Ad,A): damped additive Holt-Winters. */
  public static final EtsModel AADA = new EtsModel(false, true, true, true);

  /**
   * The reduced pool: every trend is damped, and error and season are of one kind.
   *
   * @see <a href="https://doi.org/10.1016/j.ijforecast.2022.03.003">Petropoulos, Grushka-Cockayne,
   *     Siemsen, Spiliotis: Wielding Occam's razor</a>
   */
  public static List<EtsModel> reducedPool(boolean positive, boolean seasonal) {
    List<EtsModel> pool = new java.util.ArrayList<>();
    for (boolean multiplicative : positive ? new boolean[] {false, true} : new boolean[] {false}) {
      for (boolean season : seasonal ? new boolean[] {false, true} : new boolean[] {false}) {
        pool.add(new EtsModel(multiplicative, false, false, season));
        pool.add(new EtsModel(multiplicative, true, true, season));
      }
    }
    return List.copyOf(pool);
  }

  /** Estimated numbers: smoothing parameters, initial states and the error variance. */
  public int parameters(int season) {
    int k = 3;
    if (trend) {
      k += 2;
    }
    if (damped) {
      k += 1;
    }
    if (seasonal) {
      k += season;
    }
    return k;
  }

  /** The usual three letters, for example {@code MAdM}. */
  public String letters() {
    String kind = multiplicative ? "M" : "A";
    return kind + (trend ? damped ? "Ad" : "A" : "N") + (seasonal ? kind : "N");
  }
}
