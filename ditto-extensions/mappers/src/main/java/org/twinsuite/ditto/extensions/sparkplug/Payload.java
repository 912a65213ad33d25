package org.twinsuite.ditto.extensions.sparkplug;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.ditto.extensions.sample.Sample;

/** A Sparkplug B payload. */
final class Payload {

  static final int NO_SEQ = -1;

  long timestamp = Sample.UNKNOWN;
  int seq = NO_SEQ;
  final List<Metric> metrics = new ArrayList<>();
}
