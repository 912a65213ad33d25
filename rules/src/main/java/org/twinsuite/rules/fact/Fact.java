package org.twinsuite.rules.fact;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.time.Instant;

/**
 * Something a twin change told about one thing.
 *
 * <p>Facts of one thing should arrive in revision order; duplicates and late ones are tolerated
 * (see {@link org.twinsuite.rules.engine.EngineOptions#lateness()}).
 */
@JsonTypeInfo(use = Id.SIMPLE_NAME, property = "type")
public sealed interface Fact
    permits Measurement,
        Forecast,
        OrderStatus,
        Anomaly,
        Baseline,
        ThingContext,
        DataQuality,
        OpenWorkOrder,
        ProductionWindow,
        StockLevel {

  /** Thing id, {@code namespace:name}; never null. */
  String thingId();

  /** Event time (source time of a sample, else the time of the twin change); never null. */
  Instant at();

  /** Revision of the thing in which this was seen; 0 if unknown. */
  long revision();
}
