package org.twinsuite.rules.evidence;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.twinsuite.rules.fact.Forecast;

/**
 * The reason of a prescription in at most three sentences a person would say: what will fail and
 * when, what was measured, when to act and why then. Everything in them comes from the {@link
 * Evidence}; what it does not hold is left out.
 */
public final class ReasonText {
  private static final ResourceBundle.Control ENGLISH_OTHERWISE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final double HOUR_SECONDS = 3_600;
  private static final double LEAST_TREND = 0.001;
  private static final double LEAST_RISK = 0.005;

  private final Evidence evidence;
  private final String thing;
  private final String failure;
  private final Locale locale;
  private final ZoneId zone;
  private final ResourceBundle words;

  private ReasonText(Evidence evidence, String thing, String failure, Locale locale, ZoneId zone) {
    this.evidence = evidence;
    this.thing = thing;
    this.failure = failure;
    this.locale = locale;
    this.zone = zone;
    this.words =
        ResourceBundle.getBundle("org.twinsuite.rules.evidence.reason", locale, ENGLISH_OTHERWISE);
  }

  /**
   * The sentences, most important first; never empty.
   *
   * @param thing what people call the machine
   * @param failure what fails, such as {@code bearing-wear}; null if unknown
   * @param locale English or German; any other gets English
   * @param zone of the plant
   */
  public static List<String> sentences(
      Evidence evidence, String thing, String failure, Locale locale, ZoneId zone) {
    return new ReasonText(evidence, thing, failure, locale, zone).sentences();
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(expectation());
    String measured = measured();
    if (measured != null) {
      sentences.add(measured);
    }
    if (evidence.timing() != null) {
      sentences.add(act(evidence.timing()));
    }
    return sentences;
  }

  private String expectation() {
    Forecast life = evidence.timing() == null ? null : evidence.timing().life();
    Forecast shown = life != null ? life : evidence.shown();
    if (shown != null && "h".equals(shown.unit()) && Double.isFinite(shown.value())) {
      String what = words(failure == null ? shown.failureMode() : failure);
      if (what != null && Double.isFinite(shown.lower()) && Double.isFinite(shown.upper())) {
        return text(
            "fails",
            what,
            thing,
            time(after(shown.at(), shown.lower())),
            time(after(shown.at(), shown.upper())),
            percent(shown.level(), 0));
      }
      if (what != null) {
        return text("fails.by", what, thing, time(after(shown.at(), shown.value())));
      }
    }
    String summary = evidence.summary() == null ? evidence.ruleId() : evidence.summary();
    return text(
        "found",
        summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary,
        thing);
  }

  /** The signal the decision stands on, against its limit. */
  private String measured() {
    List<Observation> all =
        evidence.observations().stream().filter(o -> Double.isFinite(o.value())).toList();
    if (all.isEmpty()) {
      return null;
    }
    String signal = all.get(0).name();
    if (evidence.shown() != null && signal.equals(evidence.shown().name())) {
      // the forecast itself, which the first sentence tells
      return null;
    }
    Threshold limit =
        evidence.thresholds().stream()
            .filter(t -> t.unit() != null && t.unit().equals(all.get(0).unit()))
            .findFirst()
            .orElse(null);
    List<Observation> values =
        all.stream()
            .filter(o -> o.name().equals(signal))
            .sorted(Comparator.comparing(Observation::at))
            .toList();
    Observation last = values.get(values.size() - 1);
    String now = number(last.value()) + unit(last.unit());
    String trend = trend(values);
    if (limit == null) {
      return text("signal", words(signal), now, trend);
    }
    long above = values.stream().filter(o -> o.value() > limit.value()).count();
    boolean upper = above * 2 >= values.size();
    long beyond = upper ? above : values.size() - above;
    return text(
        upper ? "limit" : "limit.below",
        words(signal),
        number(limit.value()) + unit(limit.unit()),
        beyond,
        values.size(),
        span(values.get(0).at(), last.at()),
        now,
        trend);
  }

  /** Relative change an hour by least squares; empty if there is hardly any. */
  private String trend(List<Observation> values) {
    int n = values.size();
    double hours = 0;
    double mean = 0;
    for (Observation o : values) {
      hours += hoursSince(values, o) / n;
      mean += o.value() / n;
    }
    double covariance = 0;
    double variance = 0;
    for (Observation o : values) {
      double gap = hoursSince(values, o) - hours;
      covariance += gap * (o.value() - mean);
      variance += gap * gap;
    }
    if (n < 3 || !(variance > 0) || mean == 0) {
      return "";
    }
    double slope = covariance / variance / Math.abs(mean);
    if (Math.abs(slope) < LEAST_TREND) {
      return "";
    }
    return text(slope > 0 ? "rising" : "falling", percent(Math.abs(slope), 1));
  }

  private static double hoursSince(List<Observation> values, Observation o) {
    return Duration.between(values.get(0).at(), o.at()).toSeconds() / HOUR_SECONDS;
  }

  private String act(Timing timing) {
    StringBuilder why = new StringBuilder();
    if (!timing.starts().isEmpty()) {
      Timing.Start chosen = timing.starts().get(0);
      why.append(
          chosen.lostHours() > 0 ? text("do.lost", number(chosen.lostHours())) : text("do.free"));
      if (timing.starts().size() > 1) {
        double next =
            timing.starts().stream()
                .skip(1)
                .mapToDouble(Timing.Start::cost)
                .min()
                .orElse(Double.NaN);
        why.append(text("do.chosen", timing.starts().size(), money(chosen.cost()), money(next)));
      }
      if (chosen.failsBefore() >= LEAST_RISK) {
        why.append(text("do.risk", percent(chosen.failsBefore(), 1)));
      }
    }
    return text("do", time(timing.from()), time(timing.to()), why);
  }

  private String text(String key, Object... values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = values[i] == null ? "" : values[i].toString();
    }
    return new MessageFormat(words.getString(key), locale).format(texts);
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofPattern(
            words.getString("time"),
            words.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : words.getLocale())
        .withZone(zone)
        .format(at);
  }

  private String span(Instant from, Instant to) {
    double hours = Duration.between(from, to).toMinutes() / 60.0;
    return hours < 48 ? text("span.hours", number(hours)) : text("span.days", number(hours / 24));
  }

  private static Instant after(Instant at, double hours) {
    return at.plusSeconds(Math.round(hours * HOUR_SECONDS));
  }

  private String percent(double share, int digits) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(digits);
    return format.format(share);
  }

  private String money(double amount) {
    return number(amount);
  }

  /** Three significant digits. */
  private String number(double value) {
    NumberFormat format = NumberFormat.getInstance(locale);
    int before = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    format.setMaximumFractionDigits(
        Math.max(0, 3 - Math.max(0, before) + (before < 0 ? -before : 0)));
    return format.format(value);
  }

  private static String unit(String unit) {
    return unit == null || unit.isBlank() || unit.equals("1")
        ? ""
        : ' ' + unit.replace("Cel", "°C");
  }

  private static String words(String id) {
    return id == null ? null : id.replace('-', ' ').replace('_', ' ');
  }
}
