package org.twinsuite.rules.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.twinsuite.rules.fact.Driver;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.PlainText;

/** Evidence as a planner reads it. */
final class EvidenceText {

  private static final int OBSERVATIONS = 10;
  private static final int OF_OTHERS = 3;
  private static final int DRIVERS = 5;
  private static final int MOST_TEXT = 1000;

  private final StringBuilder out = new StringBuilder(1024);

  private EvidenceText() {}

  static String of(Evidence evidence) {
    return new EvidenceText().write(evidence);
  }

  private String write(Evidence e) {
    line("WHY: %s", e.summary());
    if (e.shown() != null) {
      forecast(e.shown());
    }
    if (e.timing() != null) {
      timing(e.timing());
    }
    if (!e.thresholds().isEmpty()) {
      line("LIMITS:");
      e.thresholds()
          .forEach(
              t ->
                  line("  %s: %s%s (%s)", t.name(), number(t.value()), unit(t.unit()), t.source()));
    }
    if (!e.observations().isEmpty()) {
      line("SEEN (newest first):");
      seen(e.observations());
    }
    if (!e.changes().isEmpty()) {
      line("WOULD CHANGE THE DECISION:");
      e.changes().forEach(c -> line("  %s", c));
    }
    if (!e.similar().isEmpty()) {
      line("LIKE PAST CASES (nearest first):");
      e.similar().forEach(this::pastCase);
    }
    line("RULE: %s version %s, pack %s", e.ruleId(), e.ruleVersion(), e.shortPackHash());
    line("DECIDED: %s, correlation %s", time(e.decidedAt()), e.correlationId());
    return out.toString();
  }

  private void forecast(Forecast f) {
    line(
        "FORECAST %s: %s%s, between %s and %s with probability %s; model %s %s, last sample %s",
        f.name(),
        number(f.value()),
        unit(f.unit()),
        number(f.lower()),
        number(f.upper()),
        number(f.level()),
        f.model(),
        f.version(),
        time(f.at()));
    if (!f.drivers().isEmpty()) {
      boolean units = f.drivers().stream().allMatch(Driver::similarUnit);
      line(units ? "  by units that were like this one:" : "  moved by:");
      f.drivers().stream().limit(DRIVERS).forEach(this::driver);
    }
  }

  private void timing(Timing t) {
    line("DO IT: %s to %s; %s", time(t.from()), time(t.to()), t.why());
    t.starts()
        .forEach(
            s ->
                line(
                    "  %s  expected cost %s, fails before with probability %s, %s h of output"
                        + " lost: %s",
                    time(s.at()),
                    number(s.cost()),
                    number(s.failsBefore()),
                    number(s.lostHours()),
                    s.name()));
    t.basis().forEach(b -> line("  %s", b));
  }

  private void pastCase(PastCase c) {
    line(
        "  %s, order %s of %s by %s, ended %.0f h later: %s",
        c.thingId(),
        c.orderNumber() == null ? c.reference() : c.orderNumber(),
        time(c.openedAt()),
        c.ruleId(),
        c.leadHours(),
        c.found());
  }

  private void driver(Driver d) {
    line("    %s (%s)", d.name(), number(d.weight()));
  }

  /** All signals, most of the first. */
  private void seen(List<Observation> observations) {
    Map<String, List<Observation>> bySignal = new LinkedHashMap<>();
    observations.forEach(o -> bySignal.computeIfAbsent(o.name(), name -> new ArrayList<>()).add(o));
    int shown = OBSERVATIONS;
    for (List<Observation> signal : bySignal.values()) {
      signal.stream().limit(shown).forEach(this::observation);
      if (signal.size() > shown) {
        line("  and %d more", signal.size() - shown);
      }
      shown = OF_OTHERS;
    }
  }

  private void observation(Observation o) {
    line(
        "  %s  %s = %s%s, %s, revision %d",
        time(o.at()), o.name(), number(o.value()), unit(o.unit()), o.quality(), o.revision());
  }

  private void line(String format, Object... values) {
    Object[] plain = values.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain[i] instanceof String text ? PlainText.of(text, MOST_TEXT) : plain[i];
    }
    out.append(String.format(Locale.ROOT, format, plain)).append('\n');
  }

  private static String unit(String unit) {
    return unit == null || unit.isBlank() ? "" : " " + unit;
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "no end in sight";
    }
    return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String time(Instant at) {
    return at == null ? "unknown" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
