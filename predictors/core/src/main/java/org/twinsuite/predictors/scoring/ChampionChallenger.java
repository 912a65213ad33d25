package org.twinsuite.predictors.scoring;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two models side by side on the same truths. Each pair of absolute errors gives one sign; the
 * evidence that one model wins more often than the other is a test martingale, so it may be read
 * after every pair without raising the chance of a false verdict. Immutable: the record is the
 * whole state, to be kept anywhere.
 *
 * <p>Forecasts whose horizons overlap err together and would count twice: their pairs are summed up
 * to blocks first.
 *
 * <p>Source: Ville (1939); Ramdas, Grünwald, Vovk and Shafer, Game-theoretic statistics and safe
 * anytime-valid inference (2023); Diebold and Mariano, Comparing predictive accuracy (1995).
 *
 * @param champion name and version of the model in use
 * @param challenger of the other
 * @param block pairs that make one comparison: the horizon in steps, 1 if forecasts do not overlap
 * @param pairs pairs seen
 * @param wins blocks in which the challenger erred less
 * @param losses blocks in which it erred more
 * @param gain mean error the challenger saved per pair, over whole blocks
 * @param gainSquare sum of squared distances from the mean over blocks
 * @param blocks whole blocks, ties included
 * @param logEvidence natural logarithm of the evidence against equal chances
 * @param inBlock pairs in the unfinished block
 * @param blockGain error saved in it
 */
public record ChampionChallenger(
    String champion,
    String challenger,
    int block,
    long pairs,
    long wins,
    long losses,
    double gain,
    double gainSquare,
    long blocks,
    double logEvidence,
    int inBlock,
    double blockGain) {

  /** Evidence 1 / 0.01: at most one comparison of equal models in a hundred ever gets a verdict. */
  private static final double ENOUGH = Math.log(100);

  public ChampionChallenger {
    if (champion.equals(challenger) || block < 1) {
      throw new IllegalArgumentException(
          "two models and a block of at least 1 are needed, were %s, %s, %d"
              .formatted(champion, challenger, block));
    }
  }

  /** Before the first pair. */
  public static ChampionChallenger of(String champion, String challenger, int block) {
    return new ChampionChallenger(champion, challenger, block, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * The state after what a truth scored.
   *
   * @param scored answer of {@link ForecastScorer#truth}; forecasts of other models, and those
   *     without a counterpart for the same target, are left out
   */
  public ChampionChallenger after(List<Scored> scored) {
    Map<Instant, Double> usual = new HashMap<>();
    for (Scored one : scored) {
      if (one.forecast().model().equals(champion)) {
        usual.put(one.forecast().target(), Math.abs(one.error()));
      }
    }
    ChampionChallenger state = this;
    for (Scored one : scored) {
      if (one.forecast().model().equals(challenger)) {
        Double loss = usual.remove(one.forecast().target());
        if (loss != null) {
          state = state.after(loss, Math.abs(one.error()));
        }
      }
    }
    return state;
  }

  /** The state after one pair of losses. */
  public ChampionChallenger after(double championLoss, double challengerLoss) {
    double saved = blockGain + championLoss - challengerLoss;
    if (inBlock + 1 < block) {
      return new ChampionChallenger(
          champion,
          challenger,
          block,
          pairs + 1,
          wins,
          losses,
          gain,
          gainSquare,
          blocks,
          logEvidence,
          inBlock + 1,
          saved);
    }
    double before = saved / block - gain;
    double nextGain = gain + before / (blocks + 1);
    double nextEvidence = logEvidence;
    if (saved != 0) {
      // bets on what was seen so far, after Laplace's rule of succession
      double side = (saved > 0 ? wins : losses) + 1.0;
      nextEvidence += Math.log(2 * side / (wins + losses + 2));
    }
    return new ChampionChallenger(
        champion,
        challenger,
        block,
        pairs + 1,
        wins + (saved > 0 ? 1 : 0),
        losses + (saved < 0 ? 1 : 0),
        nextGain,
        gainSquare + before * (saved / block - nextGain),
        blocks + 1,
        nextEvidence,
        0,
        0);
  }

  /** What can be said now. */
  public ModelVerdict verdict() {
    double deviation = blocks < 2 ? 0 : Math.sqrt(gainSquare / (blocks - 1));
    double statistic = deviation > 0 ? gain / deviation * Math.sqrt(blocks) : 0;
    return new ModelVerdict(
        outcome(), champion, challenger, pairs, wins, losses, gain, statistic, logEvidence);
  }

  private ModelVerdict.Outcome outcome() {
    if (logEvidence < ENOUGH) {
      return ModelVerdict.Outcome.UNDECIDED;
    }
    if (wins > losses) {
      return gain > 0 ? ModelVerdict.Outcome.CHALLENGER : ModelVerdict.Outcome.MIXED;
    }
    return gain < 0 ? ModelVerdict.Outcome.CHAMPION : ModelVerdict.Outcome.MIXED;
  }
}
