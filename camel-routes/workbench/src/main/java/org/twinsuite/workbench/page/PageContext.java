package org.twinsuite.workbench.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

/**
 * What every page needs: who looks at it, its language, the plant's time zone and how numbers and
 * times are written.
 *
 * @param active name of the page in the navigation
 * @param problems of the rule pack, shown on top of every page
 */
public record PageContext(
    User user, Locale locale, ZoneId zone, Instant now, String active, List<String> problems) {
  private static final String BUNDLE = "org.twinsuite.workbench.page.texts";
  private static final ResourceBundle.Control ENGLISH_OTHERWISE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final Duration NEAR = Duration.ofHours(72);

  /** The language a browser asks for, of those there are. */
  static Locale locale(String acceptLanguage) {
    if (acceptLanguage.isBlank()) {
      return Locale.ENGLISH;
    }
    try {
      Locale found =
          Locale.lookup(
              Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.ENGLISH, Locale.GERMAN));
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
  }

  /** A text of the page's language. */
  public String text(String key) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, ENGLISH_OTHERWISE);
    try {
      return bundle.getString(key);
    } catch (MissingResourceException unnamed) {
      return key;
    }
  }

  public boolean mayDecide() {
    return user.role().compareTo(Role.PLANNER) >= 0;
  }

  public boolean mayMoveRules() {
    return user.role() == Role.ADMIN;
  }

  /** Day and time in the plant's zone. */
  public String time(Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ofPattern(text("time.pattern"), locale).withZone(zone).format(at);
  }

  /** The exact time, for a tooltip and for machines. */
  public String exact(Instant at) {
    return at == null
        ? ""
        : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
            .withLocale(locale)
            .withZone(zone)
            .format(at);
  }

  /** Whether a time is within three days. */
  public boolean near(Instant at) {
    return at != null && Duration.between(now, at).abs().compareTo(NEAR) <= 0;
  }

  /** "in 26 h", "3 h ago"; the day where it is further away than three days. */
  public String relative(Instant at) {
    if (at == null) {
      return "";
    }
    Duration gap = Duration.between(now, at);
    Duration size = gap.abs();
    if (size.compareTo(NEAR) > 0) {
      return time(at);
    }
    String span =
        size.toMinutes() < 120
            ? size.toMinutes() + " min"
            : number(size.toMinutes() / 60.0, 0) + " h";
    return text(gap.isNegative() ? "time.ago" : "time.in").replace("{0}", span);
  }

  /** Hours as a span people use: minutes, hours or days. */
  public String hours(double hours) {
    if (!Double.isFinite(hours)) {
      return "–";
    }
    return Math.abs(hours) < 72
        ? number(hours, hours < 10 ? 1 : 0) + " h"
        : number(hours / 24, 0) + " " + text("days");
  }

  public String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(share > 0 && share < 0.1 ? 1 : 0);
    return format.format(share);
  }

  public String number(double value, int digits) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(digits);
    return Double.isFinite(value) ? format.format(value) : "–";
  }

  /** Three significant digits. */
  public String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    int before = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return number(value, Math.max(0, Math.min(8, 3 - before)));
  }

  /** A UCUM code as people write it. */
  public String unit(String unit) {
    return unit == null || unit.equals("1")
        ? ""
        : unit.replace("Cel", "°C").replace("[", "").replace("]", "");
  }
}
