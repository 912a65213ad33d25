package org.twinsuite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.predictors.anomaly.AnomalyConfig;
import org.twinsuite.predictors.anomaly.AnomalyDetector;

/** The streaming detector on the Numenta anomaly benchmark, one parameter set for the corpus. */
public final class AnomalyBench implements Bench {

  /** Published results carry 12 digits, which decides where scores saturate at 1. */
  private static final double DIGITS = 1e12;

  @Override
  public String name() {
    return "anomaly";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    List<NabSeries> corpus = NabCorpus.read(context.data("nab"));
    List<double[]> gaussian =
        corpus.stream().map(series -> rounded(WindowedGaussian.scores(series.values()))).toList();
    context.figure(
        "windowed_gaussian_standard",
        NabScorer.score(corpus, gaussian, NabProfile.STANDARD).normalised(),
        "points");
    List<double[]> scores = new ArrayList<>();
    double cpu = context.cpuSeconds(() -> corpus.forEach(series -> scores.add(detect(series))));
    for (NabProfile profile : NabProfile.ALL) {
      context.figure(
          "nab_" + profile.figure(),
          NabScorer.score(corpus, scores, profile).normalised(),
          "points");
    }
    long points = corpus.stream().mapToLong(series -> series.values().length).sum();
    context.figure("points_per_cpu_s", points / cpu, "points/s");
  }

  private static double[] detect(NabSeries series) {
    return new AnomalyDetector(AnomalyConfig.of(series.probation())).scores(series.values());
  }

  private static double[] rounded(double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.rint(scores[i] * DIGITS) / DIGITS;
    }
    return scores;
  }
}
