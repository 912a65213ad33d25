package org.twinsuite.ditto.extensions.twin;

import java.util.List;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.Readings;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Stale;

/** Finds in every payload what the test said. */
final class Samples implements SampleReader {

  private List<Sample> samples = List.of();
  private List<Stale> stale = List.of();

  void next(Sample... next) {
    samples = List.of(next);
  }

  void gone(Stale points) {
    samples = List.of();
    stale = List.of(points);
  }

  @Override
  public void read(Inbound message, Readings into) {
    samples.forEach(into::add);
    stale.forEach(into::add);
  }
}
