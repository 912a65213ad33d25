package org.twinsuite.workbench.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;

/**
 * The course of one thing from now on as it is expected: each feature goes on with its last good
 * value at its usual distance, unless it is thought to have another.
 */
final class Course {
  /** A fast feature is thinned out. */
  private static final int MOST_SAMPLES = 500;

  private static final Duration UNKNOWN_STEP = Duration.ofMinutes(10);

  private final String thing;
  private final Map<String, List<Measurement>> seen = new TreeMap<>();

  /**
   * @param past facts of the thing, and of others
   */
  Course(String thing, List<Fact> past) {
    this.thing = thing;
    for (Fact fact : past) {
      if (fact instanceof Measurement sample && sample.good() && sample.thingId().equals(thing)) {
        seen.computeIfAbsent(sample.feature(), name -> new ArrayList<>()).add(sample);
      }
    }
  }

  /** Features with at least one good sample. */
  List<String> features() {
    return List.copyOf(seen.keySet());
  }

  /**
   * Samples after {@code now} up to {@code until}, in the order of time.
   *
   * @param values feature to the value it has instead of its last
   */
  List<Measurement> samples(Map<String, Double> values, Instant now, Instant until) {
    List<Measurement> samples = new ArrayList<>();
    seen.forEach(
        (feature, before) -> {
          Measurement last = before.get(before.size() - 1);
          Duration step = step(before, Duration.between(now, until));
          double value = values.getOrDefault(feature, last.value());
          for (Instant at = now.plus(step); !at.isAfter(until); at = at.plus(step)) {
            samples.add(
                new Measurement(thing, feature, value, last.unit(), null, at, last.revision() + 1));
          }
        });
    samples.sort(
        java.util.Comparator.comparing(Measurement::at).thenComparing(Measurement::feature));
    return samples;
  }

  /** Median distance of the samples. */
  private static Duration step(List<Measurement> samples, Duration ahead) {
    long[] steps = new long[Math.max(0, samples.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Duration.between(samples.get(i).at(), samples.get(i + 1).at()).abs().toMillis();
    }
    Arrays.sort(steps);
    long median = steps.length == 0 ? 0 : steps[steps.length / 2];
    long usual = median > 0 ? median : UNKNOWN_STEP.toMillis();
    return Duration.ofMillis(Math.max(usual, ahead.toMillis() / MOST_SAMPLES));
  }

  /** The samples up to a time behind what is in history. */
  static Map<String, Points> behind(
      Map<String, Points> history, List<Measurement> samples, Instant until) {
    Map<String, Points> longer = new LinkedHashMap<>(history);
    history.forEach(
        (feature, points) -> {
          List<Measurement> more =
              samples.stream()
                  .filter(s -> s.feature().equals(feature) && !s.at().isAfter(until))
                  .toList();
          int known = points.at().length;
          long[] at = Arrays.copyOf(points.at(), known + more.size());
          double[] value = Arrays.copyOf(points.value(), known + more.size());
          for (int i = 0; i < more.size(); i++) {
            at[known + i] = more.get(i).at().toEpochMilli();
            value[known + i] = more.get(i).value();
          }
          longer.put(feature, new Points(at, value));
        });
    return longer;
  }
}
