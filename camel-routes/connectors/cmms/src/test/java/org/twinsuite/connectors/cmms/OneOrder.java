package org.twinsuite.connectors.cmms;

import java.time.Instant;

/** An order that is asked for. */
public final class OneOrder {
  private OneOrder() {}

  /** With the reference {@code TS-1} and nothing that may be left out. */
  public static WorkOrderRequest request() {
    return new WorkOrderRequest(
        "TS-1",
        "org.plant:P-101",
        AssetMapping.ofAssetnum("plant", "1710", "101"),
        "Pump",
        "text",
        2,
        null,
        null,
        null,
        Instant.parse("2026-03-01T06:00:00Z"),
        "c-1",
        null);
  }
}
