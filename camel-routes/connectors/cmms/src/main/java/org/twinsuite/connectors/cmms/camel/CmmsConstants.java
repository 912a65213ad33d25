package org.twinsuite.connectors.cmms.camel;

import org.apache.camel.spi.Metadata;

/** Headers of the component; the prefix Camel keeps them inside. */
public final class CmmsConstants {

  @Metadata(
      label = "producer",
      description = "Reference of the order, for find, addNote, changeStatus and attach.",
      javaType = "String")
  public static final String REFERENCE = "CamelCmmsReference";

  @Metadata(
      label = "producer",
      description = "The status to set: APPROVED, COMPLETED, CANCELLED, ...",
      javaType = "String")
  public static final String STATUS = "CamelCmmsStatus";

  @Metadata(
      description =
          "Where the list of changes begins (producer), or where the next one begins (consumer and answer).",
      javaType = "String")
  public static final String CURSOR = "CamelCmmsCursor";

  private CmmsConstants() {}
}
