package org.twinsuite.ditto.extensions.sample;

import java.util.ArrayList;
import java.util.List;

/** What a reader found in one payload; collected by one thread. */
public final class Readings {

  private final List<Sample> samples = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Stale> stale = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();

  public void add(Sample sample) {
    samples.add(sample);
  }

  public void add(Rejected part) {
    rejected.add(part);
  }

  public void add(Stale points) {
    stale.add(points);
  }

  public void add(Request request) {
    requests.add(request);
  }

  public List<Sample> samples() {
    return samples;
  }

  public List<Rejected> rejected() {
    return rejected;
  }

  public List<Stale> stale() {
    return stale;
  }

  public List<Request> requests() {
    return requests;
  }
}
