package org.twinsuite.predictors.rul;

/**
 * How trajectories are compared.
 *
 * @param window cycles looked back over
 * @param bandwidth mean square distance beyond the best by which the weight of a place falls to 1/e
 */
public record SimilaritySearch(int window, double bandwidth) {

  public SimilaritySearch {
    if (window < 1 || !(bandwidth > 0)) {
      throw new IllegalArgumentException(
          "window must be at least 1 and bandwidth positive, were " + window + ", " + bandwidth);
    }
  }
}
