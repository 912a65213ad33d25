package org.twinsuite.connectors;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as maintenance and ERP systems write them: ISO 8601 with or without {@code T}, seconds,
 * fraction of any length, colon in the offset; a date alone; milliseconds or seconds since 1970.
 */
public final class SystemTime {

  private static final Set<String> NONE = Set.of("", "null", "none", "false", "undefined", "-");

  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})"
              + "(?:[Tt ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?)?"
              + " ?(Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?");

  private static final Pattern NUMBER = Pattern.compile("\\d{9,14}(?:\\.0+)?");

  /** Ten digits of seconds reach from 2001 to 2286, thirteen of milliseconds likewise. */
  private static final long MOST_SECONDS = 9_999_999_999L;

  private SystemTime() {}

  /**
   * @param zone of times that name none
   * @return null if the system says that there is none
   * @throws IllegalArgumentException if the text is something else
   */
  public static Instant parse(String text, ZoneId zone) {
    String trimmed = text == null ? "" : text.strip();
    if (NONE.contains(trimmed.toLowerCase(Locale.ROOT)) || trimmed.startsWith("0000-00-00")) {
      return null;
    }
    if (NUMBER.matcher(trimmed).matches()) {
      long number = Long.parseLong(trimmed.replaceFirst("\\.0+$", ""));
      return number <= MOST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }
    Matcher matcher = TEXT.matcher(trimmed);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a time");
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              number(matcher, 6),
              nanos(matcher.group(7)));
      String offset = matcher.group(8);
      return local.atZone(offset == null ? zone : offset(offset)).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a time: " + e.getMessage(), e);
    }
  }

  private static ZoneId offset(String text) {
    return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }
}
