package org.twinsuite.connectors.scada.camel;

import org.apache.camel.spi.Metadata;

/** Headers of the component; the first two are those of the component ditto. */
public final class ScadaConstants {

  @Metadata(label = "consumer", description = "The thing id, namespace:name.", javaType = "String")
  public static final String THING_ID = "CamelDittoThingId";

  @Metadata(
      label = "consumer",
      description = "Where the body applies: /features.",
      javaType = "String")
  public static final String PATH = "CamelDittoPath";

  @Metadata(label = "consumer", description = "Name of the source.", javaType = "String")
  public static final String SOURCE = "CamelScadaSource";

  @Metadata(
      label = "consumer",
      description = "True for values that are not news: keep them, but not in the twin.",
      javaType = "Boolean")
  public static final String HISTORICAL = "CamelScadaHistorical";

  private ScadaConstants() {}
}
