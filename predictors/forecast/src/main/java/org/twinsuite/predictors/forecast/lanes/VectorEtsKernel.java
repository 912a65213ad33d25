package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The kernel with the Vector API: as many lanes at once as a register of this machine holds. */
final class VectorEtsKernel implements EtsKernel {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final double LN2 = Math.log(2);

  /** One lane per register would only add overhead. */
  static boolean worthwhile() {
    return SPECIES.length() > 1 && SPECIES.length() <= LANES;
  }

  @Override
  public String name() {
    return "simd-" + SPECIES.vectorBitSize();
  }

  @Override
  public void additive(
      LaneBlock block, int season, double[] seasonal, EtsCandidate a, EtsCandidate b) {
    System.arraycopy(seasonal, 0, a.ring, 0, season * LANES);
    System.arraycopy(seasonal, 0, b.ring, 0, season * LANES);
    for (int from = 0; from < LANES; from += SPECIES.length()) {
      additive(block, season, a, b, from);
    }
  }

  private static void additive(
      LaneBlock block, int season, EtsCandidate a, EtsCandidate b, int from) {
    double[] y = block.values();
    double[] w = block.weights();
    double[] ringA = a.ring;
    double[] ringB = b.ring;
    DoubleVector alphaA = DoubleVector.fromArray(SPECIES, a.alpha, from);
    DoubleVector alphaB = DoubleVector.fromArray(SPECIES, b.alpha, from);
    DoubleVector betaA = DoubleVector.fromArray(SPECIES, a.beta, from);
    DoubleVector betaB = DoubleVector.fromArray(SPECIES, b.beta, from);
    DoubleVector gammaA = DoubleVector.fromArray(SPECIES, a.gamma, from);
    DoubleVector gammaB = DoubleVector.fromArray(SPECIES, b.gamma, from);
    DoubleVector phiA = DoubleVector.fromArray(SPECIES, a.phi, from);
    DoubleVector phiB = DoubleVector.fromArray(SPECIES, b.phi, from);
    DoubleVector levelA = DoubleVector.fromArray(SPECIES, a.level, from);
    DoubleVector levelB = DoubleVector.fromArray(SPECIES, b.level, from);
    DoubleVector trendA = DoubleVector.fromArray(SPECIES, a.trend, from);
    DoubleVector trendB = DoubleVector.fromArray(SPECIES, b.trend, from);
    DoubleVector squaresA = DoubleVector.zero(SPECIES);
    DoubleVector squaresB = DoubleVector.zero(SPECIES);
    int period = season * LANES;
    int pos = from;
    int end = block.length() * LANES;
    for (int i = from; i < end; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, i);
      DoubleVector sA = DoubleVector.fromArray(SPECIES, ringA, pos);
      DoubleVector sB = DoubleVector.fromArray(SPECIES, ringB, pos);
      DoubleVector dampedA = phiA.mul(trendA);
      DoubleVector dampedB = phiB.mul(trendB);
      DoubleVector baseA = phiA.fma(trendA, levelA);
      DoubleVector baseB = phiB.fma(trendB, levelB);
      DoubleVector errorA = value.sub(sA).sub(baseA);
      DoubleVector errorB = value.sub(sB).sub(baseB);
      if (w != null) {
        DoubleVector weight = DoubleVector.fromArray(SPECIES, w, i);
        errorA = errorA.mul(weight);
        errorB = errorB.mul(weight);
      }
      levelA = alphaA.fma(errorA, baseA);
      levelB = alphaB.fma(errorB, baseB);
      trendA = betaA.fma(errorA, dampedA);
      trendB = betaB.fma(errorB, dampedB);
      gammaA.fma(errorA, sA).intoArray(ringA, pos);
      gammaB.fma(errorB, sB).intoArray(ringB, pos);
      squaresA = errorA.fma(errorA, squaresA);
      squaresB = errorB.fma(errorB, squaresB);
      pos += LANES;
      if (pos >= period) {
        pos = from;
      }
    }
    squaresA.intoArray(a.squares, from);
    squaresB.intoArray(b.squares, from);
    for (int lane = from; lane < from + SPECIES.length(); lane++) {
      a.logs[lane] = 0;
      b.logs[lane] = 0;
    }
  }

  @Override
  public void multiplicative(
      LaneBlock block, int season, double[] seasonal, EtsCandidate a, EtsCandidate b) {
    System.arraycopy(seasonal, 0, a.ring, 0, season * LANES);
    System.arraycopy(seasonal, 0, b.ring, 0, season * LANES);
    for (int from = 0; from < LANES; from += SPECIES.length()) {
      multiplicative(block, season, a, b, from);
    }
  }

  private static void multiplicative(
      LaneBlock block, int season, EtsCandidate a, EtsCandidate b, int from) {
    double[] y = block.values();
    double[] w = block.weights();
    double[] ringA = a.ring;
    double[] ringB = b.ring;
    DoubleVector alphaA = DoubleVector.fromArray(SPECIES, a.alpha, from);
    DoubleVector alphaB = DoubleVector.fromArray(SPECIES, b.alpha, from);
    DoubleVector betaA = DoubleVector.fromArray(SPECIES, a.beta, from);
    DoubleVector betaB = DoubleVector.fromArray(SPECIES, b.beta, from);
    DoubleVector gammaA = DoubleVector.fromArray(SPECIES, a.gamma, from);
    DoubleVector gammaB = DoubleVector.fromArray(SPECIES, b.gamma, from);
    DoubleVector phiA = DoubleVector.fromArray(SPECIES, a.phi, from);
    DoubleVector phiB = DoubleVector.fromArray(SPECIES, b.phi, from);
    DoubleVector levelA = DoubleVector.fromArray(SPECIES, a.level, from);
    DoubleVector levelB = DoubleVector.fromArray(SPECIES, b.level, from);
    DoubleVector trendA = DoubleVector.fromArray(SPECIES, a.trend, from);
    DoubleVector trendB = DoubleVector.fromArray(SPECIES, b.trend, from);
    DoubleVector squaresA = DoubleVector.zero(SPECIES);
    DoubleVector squaresB = DoubleVector.zero(SPECIES);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector floor = DoubleVector.broadcast(SPECIES, FLOOR);
    DoubleVector productA = one;
    DoubleVector productB = one;
    DoubleVector exponentsA = DoubleVector.zero(SPECIES);
    DoubleVector exponentsB = DoubleVector.zero(SPECIES);
    int untilRescale = RESCALE;
    int period = season * LANES;
    int pos = from;
    int end = block.length() * LANES;
    for (int i = from; i < end; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, i);
      DoubleVector sA = DoubleVector.fromArray(SPECIES, ringA, pos);
      DoubleVector sB = DoubleVector.fromArray(SPECIES, ringB, pos);
      DoubleVector dampedA = phiA.mul(trendA);
      DoubleVector dampedB = phiB.mul(trendB);
      DoubleVector baseA = phiA.fma(trendA, levelA);
      DoubleVector baseB = phiB.fma(trendB, levelB);
      DoubleVector forecastA = baseA.mul(sA).max(floor);
      DoubleVector forecastB = baseB.mul(sB).max(floor);
      DoubleVector errorA = value.sub(forecastA).div(forecastA);
      DoubleVector errorB = value.sub(forecastB).div(forecastB);
      if (w != null) {
        DoubleVector weight = DoubleVector.fromArray(SPECIES, w, i);
        errorA = errorA.mul(weight);
        errorB = errorB.mul(weight);
        VectorMask<Double> missing = weight.eq(0);
        productA = productA.mul(forecastA.blend(one, missing));
        productB = productB.mul(forecastB.blend(one, missing));
      } else {
        productA = productA.mul(forecastA);
        productB = productB.mul(forecastB);
      }
      DoubleVector stepA = baseA.mul(errorA);
      DoubleVector stepB = baseB.mul(errorB);
      levelA = alphaA.fma(stepA, baseA);
      levelB = alphaB.fma(stepB, baseB);
      trendA = betaA.fma(stepA, dampedA);
      trendB = betaB.fma(stepB, dampedB);
      gammaA.mul(errorA).fma(sA, sA).intoArray(ringA, pos);
      gammaB.mul(errorB).fma(sB, sB).intoArray(ringB, pos);
      squaresA = errorA.fma(errorA, squaresA);
      squaresB = errorB.fma(errorB, squaresB);
      if (--untilRescale == 0) {
        untilRescale = RESCALE;
        exponentsA = exponentsA.add(exponent(productA));
        exponentsB = exponentsB.add(exponent(productB));
        productA = mantissa(productA);
        productB = mantissa(productB);
      }
      pos += LANES;
      if (pos >= period) {
        pos = from;
      }
    }
    squaresA.intoArray(a.squares, from);
    squaresB.intoArray(b.squares, from);
    exponentsA.add(exponent(productA)).intoArray(a.logs, from);
    exponentsB.add(exponent(productB)).intoArray(b.logs, from);
    mantissa(productA).intoArray(a.products, from);
    mantissa(productB).intoArray(b.products, from);
    for (int lane = from; lane < from + SPECIES.length(); lane++) {
      a.logs[lane] = a.logs[lane] * LN2 + Math.log(a.products[lane]);
      b.logs[lane] = b.logs[lane] * LN2 + Math.log(b.products[lane]);
    }
  }

  private static DoubleVector exponent(DoubleVector v) {
    LongVector bits = v.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 52).sub(1023);
    return (DoubleVector) bits.convert(VectorOperators.L2D, 0);
  }

  private static DoubleVector mantissa(DoubleVector v) {
    return v.reinterpretAsLongs()
        .and(0x000fffffffffffffL)
        .or(0x3ff0000000000000L)
        .reinterpretAsDoubles();
  }
}
