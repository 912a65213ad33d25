package org.twinsuite.camel.hono;

import org.apache.camel.spi.Metadata;

/** Names of the message headers the component reads and writes. */
public final class HonoConstants {

  @Metadata(
      description =
          "The device. Missing on a received message that did not name one; required for a command.",
      javaType = "String")
  public static final String DEVICE_ID = "CamelHonoDeviceId";

  @Metadata(label = "consumer", description = "The tenant of the device.", javaType = "String")
  public static final String TENANT = "CamelHonoTenant";

  @Metadata(description = "Content type of the payload.", javaType = "String")
  public static final String CONTENT_TYPE = "CamelHonoContentType";

  @Metadata(
      label = "consumer",
      description = "When the message was made, in ms since 1970.",
      javaType = "Long")
  public static final String CREATION_TIME = "CamelHonoCreationTime";

  @Metadata(
      label = "consumer",
      description = "0: at most once, 1: at least once.",
      javaType = "Integer")
  public static final String QOS = "CamelHonoQos";

  @Metadata(
      label = "consumer",
      description =
          "For how many seconds the device stays connected; -1 until further notice, 0 it is gone.",
      javaType = "Integer")
  public static final String TTD = "CamelHonoTtd";

  @Metadata(
      label = "consumer",
      description = "How long the message is of use after its creation, in ms.",
      javaType = "Long")
  public static final String TTL = "CamelHonoTtl";

  @Metadata(
      label = "consumer",
      description = "True when the message is older than its time to live; missing otherwise.",
      javaType = "Boolean")
  public static final String EXPIRED = "CamelHonoExpired";

  @Metadata(
      label = "consumer",
      description =
          "True for Hono's empty notifications, which tell presence: see `CamelHonoTtd`; missing otherwise.",
      javaType = "Boolean")
  public static final String EMPTY_NOTIFICATION = "CamelHonoEmptyNotification";

  /** Content type of Hono's empty notifications. */
  public static final String EMPTY_NOTIFICATION_TYPE =
      "application/vnd.eclipse-hono-empty-notification";

  @Metadata(
      label = "consumer",
      description =
          "On a message that is parked: why it failed the last time. The exception itself is the exchange property `CamelExceptionCaught`.",
      javaType = "String")
  public static final String FAILURE = "CamelHonoFailure";

  @Metadata(
      label = "consumer",
      description = "How often the message was delivered before and failed; missing at first.",
      javaType = "Integer")
  public static final String REDELIVERIES = "CamelHonoRedeliveries";

  @Metadata(label = "consumer", description = "Key of the Kafka record.", javaType = "String")
  public static final String KEY = "CamelHonoKey";

  @Metadata(
      label = "consumer",
      description =
          "Set to `rejected` by the route: an AMQP message that can never be processed is rejected, which takes it to a dead letter queue, instead of accepted.",
      javaType = "String")
  public static final String OUTCOME = "CamelHonoOutcome";

  /** Value of {@link #OUTCOME}. */
  public static final String REJECTED = "rejected";

  @Metadata(label = "consumer", description = "Kafka topic or AMQP address.", javaType = "String")
  public static final String TOPIC = "CamelHonoTopic";

  @Metadata(label = "consumer", description = "Kafka partition.", javaType = "Integer")
  public static final String PARTITION = "CamelHonoPartition";

  @Metadata(label = "consumer", description = "Offset in the partition.", javaType = "Long")
  public static final String OFFSET = "CamelHonoOffset";

  @Metadata(
      label = "producer",
      description = "Name of the command, overrides the option of the endpoint.",
      javaType = "String")
  public static final String SUBJECT = "CamelHonoSubject";

  @Metadata(
      label = "producer",
      description = "Correlation id of a request; generated when it is missing.",
      javaType = "String")
  public static final String CORRELATION_ID = "CamelHonoCorrelationId";

  @Metadata(
      label = "producer",
      description = "Status of the device's answer, as in HTTP.",
      javaType = "Integer")
  public static final String STATUS = "CamelHonoStatus";

  @Metadata(
      label = "producer",
      description =
          "What became of the command, the name of a `CommandOutcome`: SENT, ACCEPTED, REJECTED, NO_CONSUMER, TIMED_OUT or FAILED. Set whether or not the exchange failed.",
      javaType = "String")
  public static final String COMMAND_OUTCOME = "CamelHonoCommandOutcome";

  private HonoConstants() {}
}
