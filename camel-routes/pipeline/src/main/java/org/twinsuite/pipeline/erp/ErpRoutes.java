package org.twinsuite.pipeline.erp;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;

/** Looks at the ERP systems from time to time. */
public final class ErpRoutes extends RouteBuilder {
  private final ErpFacts facts;
  private final Duration every;

  public ErpRoutes(ErpFacts facts, Duration every) {
    this.facts = facts;
    this.every = every;
  }

  @Override
  public void configure() {
    from("timer:erp?period=" + every.toMillis()).routeId("erp").process(facts);
  }
}
