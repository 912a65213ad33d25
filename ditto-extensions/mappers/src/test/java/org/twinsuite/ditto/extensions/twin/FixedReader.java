package org.twinsuite.ditto.extensions.twin;

import java.util.List;
import org.twinsuite.ditto.extensions.sample.LostSource;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Samples;

/** Finds in every payload the samples that a test gave. */
final class FixedReader implements SampleReader {

  private List<Sample> samples = List.of();
  private List<LostSource> stale = List.of();

  void next(Sample... next) {
    samples = List.of(next);
  }

  void gone(LostSource points) {
    samples = List.of();
    stale = List.of(points);
  }

  @Override
  public void read(MappedMessage message, Samples into) {
    samples.forEach(into::add);
    stale.forEach(into::add);
  }
}
