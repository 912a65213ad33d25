package org.twinsuite.pipeline.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Options: how the app reaches Ditto and where twin changes come from. */
public final class DittoOptions {
  public static final Option<URI> DITTO_URL =
      new Option<>(
          "twinsuite.ditto.url",
          "http://localhost:8080",
          Values::httpUrl,
          "base URL of Ditto, http(s)://host:port");

  public static final Option<String> DITTO_AUTH =
      new Option<String>(
              "twinsuite.ditto.auth",
              "pre:integration:twinsuite",
              Values::text,
              "pre:<subject> or basic:<user>:<password>")
          .asSecret();

  public static final Option<List<String>> DITTO_NAMESPACES =
      new Option<>(
          "twinsuite.ditto.namespaces",
          "",
          Values::list,
          "comma-separated namespaces to watch; empty watches all the subject may read");

  public static final Option<Duration> DITTO_AUDIT =
      new Option<>(
          "twinsuite.ditto.audit",
          "PT60S",
          Values::duration,
          "how often revisions are compared with Ditto to find changes lost without a sign");

  public static final Option<String> DITTO_START =
      new Option<>(
          "twinsuite.ditto.start",
          "beginning",
          value -> Values.oneOf(value, "beginning", "now"),
          "for things never seen before: beginning reads what Ditto's history still has, now only"
              + " what comes");

  public static final Option<String> CHANGES_SOURCE =
      new Option<>(
          "twinsuite.changes.source",
          "websocket",
          value -> Values.oneOf(value, "websocket", "kafka"),
          "where twin changes come from: websocket for one process, kafka for several that share"
              + " things and database");

  public static final Option<String> CHANGES_KAFKA =
      new Option<>(
          "twinsuite.changes.bootstrap-servers",
          "",
          Values::text,
          "Kafka of the twin changes, host:port[,host:port]; empty uses Hono's");

  public static final Option<String> CHANGES_TOPIC =
      new Option<>(
          "twinsuite.changes.topic",
          "twin-events",
          Values::text,
          "topic a Ditto connection writes twin events to, keyed by thing id");

  public static final Option<String> CHANGES_GROUPS_TOPIC =
      new Option<>(
          "twinsuite.changes.groups-topic",
          "twin-groups",
          Values::text,
          "topic between the processes, keyed by parent; made at start if it is not there");

  public static final Option<String> CHANGES_GROUP =
      new Option<>(
          "twinsuite.changes.group",
          "twinsuite-changes",
          Values::text,
          "Kafka consumer group of the processes that share the changes");

  public static final Option<String> CHANGES_KAFKA_PROPERTIES =
      new Option<>(
          "twinsuite.changes.kafka-properties",
          "",
          Values::text,
          "file with further properties of the Kafka clients of the changes, such as how to log in");

  static final List<Option<?>> ALL =
      List.of(
          DITTO_URL,
          DITTO_AUTH,
          DITTO_NAMESPACES,
          DITTO_AUDIT,
          DITTO_START,
          CHANGES_SOURCE,
          CHANGES_KAFKA,
          CHANGES_TOPIC,
          CHANGES_GROUPS_TOPIC,
          CHANGES_GROUP,
          CHANGES_KAFKA_PROPERTIES);

  private DittoOptions() {}
}
