package org.twinsuite.rules.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;

/** One measured point or one forecast of a thing, with its window and its detectors. */
public final class Signal {

  private static final int SAMPLES_FOR_PERIOD = 5;

  private final ThingState thing;
  private final String name;
  private final SampleWindow window;
  private final List<Detector> detectors = new ArrayList<>(2);
  private String unit;
  private final List<Derived> feeds = new ArrayList<>(0);
  private Derived computedBy;
  private boolean judgesQuality;
  private Forecast forecast;
  private long lastGoodAt = Long.MIN_VALUE;
  private long lastHeardAt = Long.MIN_VALUE;
  private double period;
  private int intervals;

  Signal(ThingState thing, String name, int capacity) {
    this.thing = thing;
    this.name = name;
    this.window = new SampleWindow(capacity);
  }

  void sample(Measurement m) {
    long at = m.at().toEpochMilli();
    quality(at, m.good(), "");
    if (!m.good() || !window.offer(at, m.value(), Double.NaN, m.unit(), m.revision())) {
      return;
    }
    unit = m.unit();
    boolean newest = at > lastGoodAt;
    if (newest) {
      learnPeriod(at);
      lastGoodAt = at;
      lastHeardAt = at;
      thing.heard(at);
    }
    recount(newest);
    if (newest) {
      feed(at, m.value(), m.revision());
    }
  }

  /** A value computed from other signals. */
  void computed(long at, double value, long revision) {
    if (window.offer(at, value, Double.NaN, unit, revision)) {
      lastGoodAt = Math.max(lastGoodAt, at);
      lastHeardAt = lastGoodAt;
      recount(true);
      feed(at, value, revision);
    }
  }

  private void feed(long at, double value, long revision) {
    for (int i = 0; i < feeds.size(); i++) {
      feeds.get(i).offer(this, at, value, revision);
    }
  }

  /** A sample, or a finding about the data; nothing is kept while all is good. */
  void quality(long at, boolean good, String finding) {
    if (good && !judgesQuality) {
      return;
    }
    if (!judgesQuality) {
      judgesQuality = true;
      thing.watchQuality(this);
    }
    for (int i = 0; i < detectors.size(); i++) {
      if (detectors.get(i) instanceof QualityDetector detector
          && (detector.offer(at, good, finding) || detector.again())) {
        thing.changed(detector);
      }
    }
  }

  /** It has no samples of its own: good ones of the thing's points end what was found about it. */
  void othersGood(long at) {
    for (Detector detector : detectors) {
      if (detector instanceof QualityDetector quality
          && (detector.isRaised() || quality.getClearCount() > 0)
          && (quality.offer(at, true, "") || detector.again())) {
        thing.changed(detector);
      }
    }
  }

  void forecast(Forecast f) {
    long at = f.at().toEpochMilli();
    if (at > lastHeardAt) {
      learnPeriod(at);
      lastHeardAt = at;
      recountSilences();
    }
    if (!f.usable() || !window.offer(at, f.judged(), f.upper(), f.unit(), f.revision())) {
      return;
    }
    if (forecast == null || !f.at().isBefore(forecast.at())) {
      forecast = f;
    }
    unit = f.unit();
    lastGoodAt = Math.max(lastGoodAt, at);
    recount(false);
  }

  /** Also a forecast that cannot be used tells that forecasts are made. */
  private void recountSilences() {
    for (Detector detector : detectors) {
      if (detector instanceof StalenessDetector && (detector.recount() || detector.again())) {
        thing.changed(detector);
      }
    }
  }

  /** Takes over what another pack's signal of the same point knew. */
  void adopt(Signal old) {
    for (int back = Math.min(old.size(), window.capacity()) - 1; back >= 0; back--) {
      SampleWindow from = old.window;
      window.offer(
          from.at(back), from.value(back), from.bound(back), from.unit(back), from.revision(back));
    }
    unit = old.unit;
    forecast = old.forecast;
    lastGoodAt = old.lastGoodAt;
    lastHeardAt = old.lastHeardAt;
    period = old.period;
    intervals = old.intervals;
  }

  /** Judges the window as it is. */
  void recountAll() {
    for (Detector detector : detectors) {
      if ((detector instanceof WindowDetector || detector instanceof PointWindow)
          && accepts(detector)
          && detector.recount()) {
        thing.changed(detector);
      }
    }
  }

  private void recount(boolean newest) {
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      if (!newest && detector instanceof StalenessDetector
          || detector instanceof QualityDetector
          || !accepts(detector)) {
        continue;
      }
      boolean again = detector.again();
      if (detector.recount() || again) {
        thing.changed(detector);
      }
    }
  }

  /** Of a window of several units the detector takes the samples it can judge. */
  private boolean accepts(Detector detector) {
    return window.mixed() || detector.accepts(unit);
  }

  private void learnPeriod(long at) {
    if (lastHeardAt == Long.MIN_VALUE) {
      return;
    }
    double interval = at - lastHeardAt;
    // an outage must not teach a long period
    period = intervals == 0 ? interval : period + 0.2 * (Math.min(interval, 4 * period) - period);
    intervals++;
  }

  public ThingState thing() {
    return thing;
  }

  public String name() {
    return name;
  }

  public List<Detector> detectors() {
    return detectors;
  }

  /** Newest usable forecast; null for a measured point. */
  public Forecast newestForecast() {
    return forecast;
  }

  SampleWindow window() {
    return window;
  }

  /** Unit of the newest sample that came; null if unknown. */
  public String unit() {
    return unit;
  }

  /** Unit of the sample {@code back} places before the newest; null if unknown. */
  public String unit(int back) {
    return window.unit(back);
  }

  public int size() {
    return window.size();
  }

  /** The sample {@code back} places before the newest. */
  public double value(int back) {
    return window.value(back);
  }

  /** Far end of the interval of the forecast {@code back} places before the newest, or NaN. */
  public double bound(int back) {
    return window.bound(back);
  }

  public Instant at(int back) {
    return Instant.ofEpochMilli(window.at(back));
  }

  public long revision(int back) {
    return window.revision(back);
  }

  long lastGoodAt() {
    return lastGoodAt;
  }

  /** Time of the last good sample, or of the last forecast whether it can be used or not. */
  long lastHeardAt() {
    return lastHeardAt;
  }

  void unit(String value) {
    unit = value;
  }

  /** What is computed from this signal. */
  List<Derived> feeds() {
    return feeds;
  }

  /** What computes this signal; null if it is measured. */
  Derived computedBy() {
    return computedBy;
  }

  void computedBy(Derived value) {
    computedBy = value;
  }

  boolean judgesQuality() {
    return judgesQuality;
  }

  void judgesQuality(boolean value) {
    judgesQuality = value;
  }

  /** The part was replaced. */
  void restart() {
    if (computedBy != null) {
      computedBy.restart();
    }
  }

  /** Usual time between good samples in milliseconds. */
  double usualPeriod() {
    return period;
  }

  boolean periodKnown() {
    return intervals >= SAMPLES_FOR_PERIOD;
  }
}
