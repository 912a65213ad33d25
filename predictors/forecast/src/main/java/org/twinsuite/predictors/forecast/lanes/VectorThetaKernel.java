package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernel with the Vector API. */
final class VectorThetaKernel implements ThetaKernel {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  @Override
  public void squares(
      double[] values,
      double[] weights,
      Lines lines,
      double[][] a,
      double[][] b,
      double[] squaresA,
      double[] squaresB) {
    for (int from = 0; from < LANES; from += SPECIES.length()) {
      squares(values, weights, lines, a, b, squaresA, squaresB, from);
    }
  }

  private static void squares(
      double[] y,
      double[] weights,
      Lines lines,
      double[][] a,
      double[][] b,
      double[] squaresA,
      double[] squaresB,
      int from) {
    double[] intercept = lines.intercept();
    double[] slope = lines.slope();
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector floor = DoubleVector.broadcast(SPECIES, FLOOR);
    DoubleVector alphaA = DoubleVector.fromArray(SPECIES, a[0], from);
    DoubleVector alphaB = DoubleVector.fromArray(SPECIES, b[0], from);
    DoubleVector restA = one.sub(alphaA);
    DoubleVector restB = one.sub(alphaB);
    DoubleVector perAlphaA = one.div(alphaA);
    DoubleVector perAlphaB = one.div(alphaB);
    DoubleVector shareA = one.sub(one.div(DoubleVector.fromArray(SPECIES, a[1], from)));
    DoubleVector shareB = one.sub(one.div(DoubleVector.fromArray(SPECIES, b[1], from)));
    DoubleVector first = DoubleVector.fromArray(SPECIES, y, from);
    DoubleVector levelA = DoubleVector.fromArray(SPECIES, a[2], from);
    DoubleVector levelB = DoubleVector.fromArray(SPECIES, b[2], from);
    levelA = alphaA.fma(first.sub(levelA), levelA);
    levelB = alphaB.fma(first.sub(levelB), levelB);
    DoubleVector decayA = one;
    DoubleVector decayB = one;
    DoubleVector sumA = DoubleVector.zero(SPECIES);
    DoubleVector sumB = DoubleVector.zero(SPECIES);
    for (int i = from + LANES; i < y.length; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, i);
      DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, i);
      DoubleVector start = DoubleVector.fromArray(SPECIES, intercept, i - LANES);
      DoubleVector step = DoubleVector.fromArray(SPECIES, slope, i - LANES);
      decayA = decayA.mul(restA).max(floor);
      decayB = decayB.mul(restB).max(floor);
      DoubleVector growthA = one.sub(decayA.mul(restA)).mul(perAlphaA);
      DoubleVector growthB = one.sub(decayB.mul(restB)).mul(perAlphaB);
      DoubleVector lineA = growthA.fma(step, decayA.mul(start));
      DoubleVector lineB = growthB.fma(step, decayB.mul(start));
      DoubleVector riseA = value.sub(levelA);
      DoubleVector riseB = value.sub(levelB);
      DoubleVector errorA = riseA.sub(shareA.mul(lineA)).mul(weight);
      DoubleVector errorB = riseB.sub(shareB.mul(lineB)).mul(weight);
      sumA = errorA.fma(errorA, sumA);
      sumB = errorB.fma(errorB, sumB);
      levelA = alphaA.fma(riseA, levelA);
      levelB = alphaB.fma(riseB, levelB);
    }
    sumA.intoArray(squaresA, from);
    sumB.intoArray(squaresB, from);
  }
}
