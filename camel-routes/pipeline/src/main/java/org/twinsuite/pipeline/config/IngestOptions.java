package org.twinsuite.pipeline.config;

import java.time.Duration;
import java.util.List;

/** Options: telemetry on its way from Hono into the twins. */
public final class IngestOptions {
  public static final Option<String> KAFKA =
      new Option<>(
          "twinsuite.hono.bootstrap-servers",
          "localhost:9092",
          Values::text,
          "Kafka of Hono, host:port[,host:port]");

  public static final Option<List<String>> TENANTS =
      new Option<>(
          "twinsuite.hono.tenant", "", Values::list, "comma-separated Hono tenants to consume");

  public static final Option<String> GROUP =
      new Option<>(
          "twinsuite.hono.group",
          "twinsuite",
          Values::text,
          "Kafka consumer group; instances of one group share the work");

  public static final Option<Integer> INGEST_IN_FLIGHT =
      new Option<>(
          "twinsuite.hono.in-flight",
          "512",
          Values.number(1, 65_536),
          "messages on their way into Ditto at once, 1 to 65536");

  public static final Option<Integer> MAX_PAYLOAD =
      new Option<>(
          "twinsuite.ingest.max-payload",
          "262144",
          Values.number(1_024, 16_777_216),
          "largest accepted telemetry payload in bytes; larger ones are parked");

  public static final Option<Integer> MAX_POINTS =
      new Option<>(
          "twinsuite.ingest.max-points",
          "1000",
          Values.number(1, 100_000),
          "most points of a telemetry message; one with more is parked");

  public static final Option<Integer> ATTEMPTS =
      new Option<>(
          "twinsuite.ingest.attempts",
          "10",
          Values.number(1, 10_000),
          "a message that failed so often without an outage of Ditto or the database is parked");

  public static final Option<List<String>> NAMESPACES =
      new Option<>(
          "twinsuite.hono.namespaces",
          "",
          Values::list,
          "tenant=namespace pairs: things the devices of a tenant may write; a namespace may end with"
              + " .*, and a tenant may have several pairs. Without a pair the namespace is the"
              + " tenant's name");

  public static final Option<Duration> CLOCK_TOLERANCE =
      new Option<>(
          "twinsuite.ingest.clock-tolerance",
          "PT10S",
          Values::duration,
          "how far the clock of a source may be ahead; a sample further ahead is dated with its"
              + " reception, and the error is reported");

  public static final Option<Duration> REFUSED_FOR =
      new Option<>(
          "twinsuite.ingest.refused-for",
          "PT10M",
          Values::duration,
          "how long a point that Ditto refused is left out until it is tried again");

  public static final Option<List<String>> UNITS =
      new Option<>(
          "twinsuite.ingest.units",
          "vibration=mm/s,temperature=Cel,flow=m3/h,pressure=bar,current=A",
          Values::list,
          "feature=UCUM unit pairs; samples of these features are converted to that unit");

  public static final Option<String> SAMPLES_TOPIC =
      new Option<>(
          "twinsuite.samples.topic",
          "",
          Values::text,
          "topic with what Ditto's payload mappers did not put into twins (connection template"
              + " kafka-samples), in the Kafka of the twin changes; empty reads none");

  static final List<Option<?>> ALL =
      List.of(
          KAFKA,
          TENANTS,
          NAMESPACES,
          GROUP,
          INGEST_IN_FLIGHT,
          MAX_PAYLOAD,
          MAX_POINTS,
          ATTEMPTS,
          CLOCK_TOLERANCE,
          REFUSED_FOR,
          UNITS,
          SAMPLES_TOPIC);

  private IngestOptions() {}
}
