package org.twinsuite.connectors.cmms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.config.CodeTables;

/**
 * The tables every maintenance system has: {@code priority} (1 to 4), {@code status} (system to
 * canonical), {@code statusCommand} (canonical to system), {@code failure} and {@code problem} (the
 * suite's modes to the system's codes).
 */
public record Codes(String system, CodeTables tables) {

  /**
   * @throws IllegalArgumentException if the status table names a status the suite does not know
   */
  public Codes {
    for (String canonical : tables.table("status").values()) {
      if (Arrays.stream(WorkOrderStatus.values()).noneMatch(s -> s.name().equals(canonical))) {
        throw new IllegalArgumentException(
            "cmms."
                + system
                + ".codes: '"
                + canonical
                + "' is not a status; known are "
                + Arrays.toString(WorkOrderStatus.values()));
      }
    }
  }

  /**
   * The system's priority. A priority without an entry is a mistake in the configuration and is
   * refused.
   */
  public String priority(int priority) {
    String key = Integer.toString(priority);
    return tables
        .find("priority", key)
        .orElseThrow(
            () ->
                RejectedByTarget.beforeSending(
                    system,
                    "priority",
                    "no code for priority " + key + ": add codes.priority." + key));
  }

  /** The canonical status, {@link WorkOrderStatus#UNKNOWN} if the system's has no entry. */
  public WorkOrderStatus status(String systemStatus) {
    return tables
        .find("status", systemStatus)
        .or(() -> alike(systemStatus))
        .map(WorkOrderStatus::valueOf)
        .orElse(WorkOrderStatus.UNKNOWN);
  }

  /** The entry for another spelling: "In Progress" for IN_PROGRESS. */
  private Optional<String> alike(String systemStatus) {
    return tables.table("status").entrySet().stream()
        .filter(entry -> plain(entry.getKey()).equals(plain(systemStatus)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String plain(String status) {
    return status == null ? "" : status.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }

  /** The system's word for a status. */
  public String statusCommand(WorkOrderStatus status) {
    return tables
        .find("statusCommand", status.name())
        .orElseThrow(
            () ->
                RejectedByTarget.beforeSending(
                    system,
                    "status",
                    "cannot be set to " + status + ": no entry codes.statusCommand." + status));
  }

  /** The system's code for a failure mode, if there is one. */
  public Optional<String> failure(String failureCode) {
    return tables.find("failure", failureCode);
  }

  /** The system's code for a symptom, if there is one. */
  public Optional<String> problem(String problemCode) {
    return tables.find("problem", problemCode);
  }

  /** The codes of the request that are in no table, for the long text; empty if all are. */
  public String unmapped(WorkOrderRequest request) {
    StringJoiner codes = new StringJoiner(", ");
    if (request.failureCode() != null && failure(request.failureCode()).isEmpty()) {
      codes.add("failure mode " + request.failureCode());
    }
    if (request.problemCode() != null && problem(request.problemCode()).isEmpty()) {
      codes.add("symptom " + request.problemCode());
    }
    return codes.toString();
  }

  /**
   * All codes of the request, as text, for systems without fields for them; empty if there are
   * none.
   */
  public String label(WorkOrderRequest request) {
    StringJoiner words = new StringJoiner(", ");
    if (request.failureCode() != null) {
      words.add("failure mode " + failure(request.failureCode()).orElse(request.failureCode()));
    }
    if (request.problemCode() != null) {
      words.add("symptom " + problem(request.problemCode()).orElse(request.problemCode()));
    }
    return words.toString();
  }
}
