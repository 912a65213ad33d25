package org.twinsuite.connectors.cmms;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.twinsuite.connectors.Window;

/**
 * What is asked of a maintenance system, in the suite's terms. The dialect turns codes and
 * priorities into the system's own through its {@code codes} tables.
 *
 * @param reference the suite's deterministic reference, 1 to 20 characters (the shortest field
 *     among the systems is SAP's external reference), letters, digits, {@code - _ .}
 * @param thingId the Ditto thing
 * @param asset where the thing is in the maintenance system
 * @param title one line; shortened visibly where the system's field is shorter
 * @param longText the evidence, readable by a planner; plain text
 * @param priority 1 (most urgent) to 4
 * @param failureCode the suite's failure mode such as {@code bearing-wear}, or null
 * @param problemCode the suite's symptom such as {@code vibration-high}, or null
 * @param window when the work should be done, or null
 * @param reportedAt event time of the change that led here
 * @param correlationId links the order to the suite's log and evidence
 * @param evidenceUrl the evidence page, or null
 */
public record WorkOrderRequest(
    String reference,
    String thingId,
    AssetMapping asset,
    String title,
    String longText,
    int priority,
    String failureCode,
    String problemCode,
    Window window,
    Instant reportedAt,
    String correlationId,
    URI evidenceUrl) {

  public WorkOrderRequest {
    Reference.check(reference);
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(asset, "asset");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(longText, "longText");
    Objects.requireNonNull(reportedAt, "reportedAt");
    Objects.requireNonNull(correlationId, "correlationId");
    if (priority < 1 || priority > 4) {
      throw new IllegalArgumentException(
          "priority is " + priority + ", must be 1 (most urgent) to 4");
    }
  }
}
