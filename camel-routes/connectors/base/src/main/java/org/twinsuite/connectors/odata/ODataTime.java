package org.twinsuite.connectors.odata;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as OData V2 JSON has them. */
public final class ODataTime {

  private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d+)([+-]\\d{4})?\\)/");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("'PT'HH'H'mm'M'ss'S'");

  private ODataTime() {}

  /** Edm.DateTimeOffset in JSON. */
  public static String offset(Instant instant) {
    return "/Date(" + instant.toEpochMilli() + "+0000)/";
  }

  /** Edm.DateTime in JSON: the calendar day in the zone, at midnight. */
  public static String day(Instant instant, ZoneId zone) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    return "/Date(" + day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + ")/";
  }

  /** Edm.Time in JSON: the time of day in the zone. */
  public static String time(Instant instant, ZoneId zone) {
    LocalTime time = instant.atZone(zone).toLocalTime().truncatedTo(ChronoUnit.SECONDS);
    return TIME.format(time);
  }

  /** Edm.DateTimeOffset in a filter or function call. */
  public static String literal(Instant instant) {
    return "datetimeoffset'" + instant.truncatedTo(ChronoUnit.SECONDS) + "'";
  }

  /** From {@code /Date(ms)/} or {@code /Date(ms+0000)/}; null if it is neither. */
  public static Instant parse(String text) {
    Matcher matcher = DATE.matcher(text);
    return matcher.matches() ? Instant.ofEpochMilli(Long.parseLong(matcher.group(1))) : null;
  }
}
