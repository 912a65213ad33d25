package org.twinsuite.twin;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Times as they are stored in a twin: ISO 8601, UTC, always three digits of milliseconds, so that
 * the order of texts is the order of times.
 */
public final class IsoInstant {

  /** A time that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final int MAX_LENGTH = 64;
  private static final DateTimeFormatter OFFSETS =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final long DAY = 86_400_000L;
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private IsoInstant() {}

  /** Whether a twin can hold this time: years 0 to 9999. */
  public static boolean isValid(long millis) {
    return millis >= FIRST && millis <= LAST;
  }

  /**
   * Formats milliseconds since 1970.
   *
   * @throws IllegalArgumentException outside of the years 0 to 9999
   */
  public static String format(long millis) {
    if (!isValid(millis)) {
      throw new IllegalArgumentException(millis + " ms is outside of the years 0 to 9999");
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
    int time = (int) Math.floorMod(millis, DAY);
    byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    put(text, 3, date.getYear());
    put(text, 6, date.getMonthValue());
    put(text, 9, date.getDayOfMonth());
    put(text, 12, time / 3_600_000);
    put(text, 15, time / 60_000 % 60);
    put(text, 18, time / 1000 % 60);
    put(text, 22, time % 1000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /**
   * Formats an instant; what is finer than a millisecond is cut off.
   *
   * @throws IllegalArgumentException outside of the years 0 to 9999
   */
  public static String format(Instant instant) {
    try {
      return format(instant.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(instant + " is outside of the years 0 to 9999", e);
    }
  }

  /**
   * Reads an ISO 8601 time with its offset: {@code Z}, {@code +01:00}, and as many devices write it
   * {@code +0100} or {@code +01}.
   *
   * @return milliseconds since 1970; {@link #UNKNOWN} if the text is not such a time
   */
  public static long parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return UNKNOWN;
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text, OFFSETS).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return UNKNOWN;
    }
  }

  private static void put(byte[] text, int last, int number) {
    for (int at = last, rest = number; rest > 0; at--, rest /= 10) {
      text[at] = (byte) ('0' + rest % 10);
    }
  }
}
