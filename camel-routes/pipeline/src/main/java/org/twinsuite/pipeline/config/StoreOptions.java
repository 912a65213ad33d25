package org.twinsuite.pipeline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Options: this process, its database and its history. */
public final class StoreOptions {
  public static final Option<String> INSTANCE =
      new Option<>(
          "twinsuite.instance",
          "twinsuite-0",
          Values::text,
          "name of this process among those that share the database, the same after a restart and"
              + " never used by two at once");

  public static final Option<Duration> INSTANCE_TIMEOUT =
      new Option<>(
          "twinsuite.instance.timeout",
          "PT30S",
          Values::duration,
          "a process that was silent in the database for so long is taken for dead, and others go on"
              + " with its actions");

  public static final Option<String> DB_URL =
      new Option<>(
          "twinsuite.db.url",
          "jdbc:h2:file:./data/twinsuite",
          Values::jdbcUrl,
          "JDBC URL of the outbox database, jdbc:h2:… or jdbc:postgresql:…");

  public static final Option<String> DB_USER =
      new Option<>("twinsuite.db.user", "twinsuite", Values::text, "database user");

  public static final Option<String> DB_PASSWORD =
      new Option<String>("twinsuite.db.password", "", Values::text, "database password").asSecret();

  public static final Option<Path> HISTORY_FILE =
      new Option<>(
          "twinsuite.history.file",
          "./data/history.duckdb",
          Path::of,
          "file of the history cache; it may be deleted while the app is down");

  public static final Option<Duration> HISTORY_KEEP =
      new Option<>(
          "twinsuite.history.keep",
          "P400D",
          Values::duration,
          "how much history (event time) is kept");

  public static final Option<Duration> HISTORY_TRIM =
      new Option<>(
          "twinsuite.history.trim", "PT1H", Values::duration, "how often older history is deleted");

  public static final Option<Integer> TRACE_KEEP =
      new Option<>(
          "twinsuite.trace.keep",
          "100000",
          Values.number(0, 10_000_000),
          "messages whose hops this process remembers for /trace, at most 600 bytes each on average");

  public static final Option<Duration> PARKED_KEEP =
      new Option<>(
          "twinsuite.parked.keep",
          "P90D",
          Values::duration,
          "how long parked items are kept; actions that wait for a person are kept longer");

  public static final Option<Integer> PARKED_RATE =
      new Option<>(
          "twinsuite.parked.per-minute",
          "60",
          Values.number(1, 1_000_000),
          "most new parked items of a device in a minute; further ones are only counted");

  public static final Option<Integer> PARKED_ITEMS =
      new Option<>(
          "twinsuite.parked.items-per-device",
          "500",
          Values.number(1, 10_000_000),
          "most waiting parked items of a device; further ones are only counted");

  public static final Option<Integer> PARKED_DEVICE_KIB =
      new Option<>(
          "twinsuite.parked.kib-per-device",
          "2048",
          Values.number(1, 100_000_000),
          "most KiB of the waiting parked items of a device; further ones are only counted");

  public static final Option<Integer> PARKED_TENANT_KIB =
      new Option<>(
          "twinsuite.parked.kib-per-tenant",
          "65536",
          Values.number(1, 1_000_000_000),
          "most KiB of the waiting parked items of a tenant; further ones are only counted");

  static final List<Option<?>> ALL =
      List.of(
          INSTANCE,
          INSTANCE_TIMEOUT,
          DB_URL,
          DB_USER,
          DB_PASSWORD,
          HISTORY_FILE,
          HISTORY_KEEP,
          HISTORY_TRIM,
          TRACE_KEEP,
          PARKED_KEEP,
          PARKED_RATE,
          PARKED_ITEMS,
          PARKED_DEVICE_KIB,
          PARKED_TENANT_KIB);

  private StoreOptions() {}
}
