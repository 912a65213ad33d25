package org.twinsuite.camel.ditto;

import org.apache.camel.spi.Metadata;

/** Names of the message headers the component reads and writes. */
public final class DittoConstants {

  @Metadata(description = "The thing id, `namespace:name`.", javaType = "String")
  public static final String THING_ID = "CamelDittoThingId";

  @Metadata(description = "JSON pointer below the thing, `/` for the thing.", javaType = "String")
  public static final String PATH = "CamelDittoPath";

  @Metadata(
      label = "consumer",
      description = "What happened: created, modified, merged or deleted.",
      javaType = "String")
  public static final String ACTION = "CamelDittoAction";

  @Metadata(description = "Revision of the thing after the change.", javaType = "Long")
  public static final String REVISION = "CamelDittoRevision";

  @Metadata(
      label = "consumer",
      description = "True when the change was lost on the way and fetched from Ditto's history.",
      javaType = "Boolean")
  public static final String REPAIRED = "CamelDittoRepaired";

  @Metadata(
      label = "consumer",
      description = "Value of the header `twinsuite-writer` of the causing command, if known.",
      javaType = "String")
  public static final String WRITER = "CamelDittoWriter";

  @Metadata(
      label = "producer",
      description = "RQL condition; when it is not met the command fails with status 412.",
      javaType = "String")
  public static final String CONDITION = "CamelDittoCondition";

  @Metadata(
      label = "producer",
      description = "Entity tag the twin must have, e.g. `\"rev:7\"`.",
      javaType = "String")
  public static final String IF_MATCH = "CamelDittoIfMatch";

  @Metadata(
      label = "producer",
      description = "Entity tag the twin must not have; `*`: must not exist.",
      javaType = "String")
  public static final String IF_NONE_MATCH = "CamelDittoIfNoneMatch";

  @Metadata(
      label = "producer",
      description = "What to do with a value that is equal: update, skip, skip-minimizing-merge.",
      javaType = "String")
  public static final String IF_EQUAL = "CamelDittoIfEqual";

  @Metadata(
      label = "producer",
      description = "Operation, overrides the option of the endpoint.",
      javaType = "String")
  public static final String OPERATION = "CamelDittoOperation";

  @Metadata(
      label = "producer",
      description = "Field selector of a retrieve or search, e.g. `thingId,attributes`.",
      javaType = "String")
  public static final String FIELDS = "CamelDittoFields";

  @Metadata(label = "producer", description = "RQL filter of a search.", javaType = "String")
  public static final String FILTER = "CamelDittoFilter";

  @Metadata(
      label = "producer",
      description = "Cursor of a search: in, to go on; out, when there are further pages.",
      javaType = "String")
  public static final String CURSOR = "CamelDittoCursor";

  @Metadata(
      label = "producer",
      description = "First revision of a history; negative counts from the newest.",
      javaType = "Long")
  public static final String FROM_REVISION = "CamelDittoFromRevision";

  @Metadata(label = "producer", description = "Last revision of a history.", javaType = "Long")
  public static final String TO_REVISION = "CamelDittoToRevision";

  @Metadata(
      label = "producer",
      description = "Begin of a history in time.",
      javaType = "java.time.Instant")
  public static final String FROM_TIMESTAMP = "CamelDittoFromTimestamp";

  @Metadata(
      label = "producer",
      description = "End of a history in time.",
      javaType = "java.time.Instant")
  public static final String TO_TIMESTAMP = "CamelDittoToTimestamp";

  @Metadata(
      label = "producer",
      description = "Status of the answer, as in HTTP.",
      javaType = "Integer")
  public static final String STATUS = "CamelDittoStatus";

  @Metadata(description = "Subject of a live message or type of an event.", javaType = "String")
  public static final String SUBJECT = "CamelDittoSubject";

  @Metadata(description = "Content type of a live message.", javaType = "String")
  public static final String CONTENT_TYPE = "CamelDittoContentType";

  @Metadata(
      description = "Correlation id; producers make one up when it is missing.",
      javaType = "String")
  public static final String CORRELATION_ID = "CamelDittoCorrelationId";

  private DittoConstants() {}
}
