package org.twinsuite.pipeline.order;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.RecordOutcome;

/**
 * An order as the twin's feature {@code maintenance} shows it, as a merge patch of the feature.
 *
 * @param path the feature
 * @param condition under which the patch is news; {@code null} when it always is
 */
public record MaintenancePatch(String path, JsonObject patch, String condition) {
  private static final String FEATURE = "/features/maintenance";
  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9_.-]");
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** The order's state; news unless the twin shows a state as new already. */
  static MaintenancePatch of(CreateWorkOrder action, WorkOrder order, Instant otherwise) {
    String updatedAt = text(order.changedAt() == null ? otherwise : order.changedAt());
    JsonObjectBuilder body =
        JsonObject.newBuilder()
            .set("orderNumber", order.orderNumber())
            .set("status", status(order.status()))
            .set("systemStatus", order.systemStatus())
            .set("failureMode", action.failureMode())
            .set("episode", action.episode())
            .set("ruleId", action.ruleId())
            .set("openedAt", text(action.at()))
            .set("updatedAt", updatedAt);
    if (action.window() != null) {
      body.set(
          "window",
          JsonObject.newBuilder()
              .set("from", text(action.window().from()))
              .set("to", text(action.window().to()))
              .build());
    }
    String path = "features/maintenance/properties/orders/" + action.reference();
    return new MaintenancePatch(
        FEATURE,
        order(action.reference(), body.build()),
        isNews(path + "/updatedAt", updatedAt, path + "/systemStatus", order.systemStatus()));
  }

  /** A planner said no: for the twin, and for the rules that hear of it, a cancelled order. */
  static MaintenancePatch rejected(CreateWorkOrder action, Instant at) {
    return new MaintenancePatch(
        FEATURE,
        order(
            action.reference(),
            JsonObject.newBuilder()
                .set("status", "cancelled")
                .set("systemStatus", "rejected by a planner")
                .set("failureMode", action.failureMode())
                .set("episode", action.episode())
                .set("ruleId", action.ruleId())
                .set("openedAt", text(action.at()))
                .set("updatedAt", text(at))
                .build()),
        null);
  }

  /** A system's clock may be coarse: two states of one second are told apart by their words. */
  private static String isNews(String timePath, String time, String statusPath, String status) {
    return "or(not(exists(%1$s)),lt(%1$s,\"%2$s\"),and(eq(%1$s,\"%2$s\"),ne(%3$s,%4$s)))"
        .formatted(timePath, time, statusPath, JsonValue.of(status));
  }

  static MaintenancePatch of(CloseEpisode action) {
    return new MaintenancePatch(
        FEATURE,
        order(
            action.reference(),
            JsonObject.newBuilder()
                .set("closedAt", text(action.at()))
                .set("closeReason", action.reason().name().toLowerCase(Locale.ROOT))
                .build()),
        null);
  }

  static MaintenancePatch of(RecordOutcome action) {
    return new MaintenancePatch(
        FEATURE,
        order(
            action.reference(),
            JsonObject.newBuilder()
                .set("outcome", action.symptomGone() ? "symptom gone" : "symptom stayed")
                .set("outcomeAt", text(action.at()))
                .set("scored", scored(action))
                .build()),
        null);
  }

  /**
   * What became of a command, in {@code commands} by reference and command.
   *
   * @param outcome e.g. {@code accepted}
   * @param status as in HTTP; 0 when nobody gave one
   * @param detail for people; may be null
   */
  public static MaintenancePatch of(
      DeviceCommand command, String outcome, int status, String detail, Instant at) {
    JsonObjectBuilder body =
        JsonObject.newBuilder()
            .set("command", command.command())
            .set("outcome", outcome)
            .set("status", status)
            .set("failureMode", command.failureMode())
            .set("episode", command.episode())
            .set("correlationId", command.key())
            .set("updatedAt", text(at))
            .set("detail", detail == null ? JsonValue.nullLiteral() : JsonValue.of(detail));
    String key = command.reference() + '-' + NOT_PLAIN.matcher(command.command()).replaceAll("_");
    return new MaintenancePatch(
        FEATURE,
        JsonObject.newBuilder()
            .set(
                "properties",
                JsonObject.newBuilder()
                    .set("commands", JsonObject.newBuilder().set(key, body.build()).build())
                    .build())
            .build(),
        null);
  }

  /** Whom the outcome speaks for or against. */
  private static JsonArray scored(RecordOutcome action) {
    JsonArrayBuilder scored = JsonArray.newBuilder().add(action.ruleId());
    return (action.model() == null ? scored : scored.add("model:" + action.model())).build();
  }

  private static JsonObject order(String reference, JsonObject body) {
    return JsonObject.newBuilder()
        .set(
            "properties",
            JsonObject.newBuilder()
                .set("orders", JsonObject.newBuilder().set(reference, body).build())
                .build())
        .build();
  }

  private static String status(WorkOrderStatus status) {
    return switch (status) {
      case WAITING_APPROVAL, UNKNOWN -> "open";
      case APPROVED, SCHEDULED, WAITING_MATERIAL -> "approved";
      case IN_PROGRESS, ON_HOLD -> "in_progress";
      case COMPLETED, CLOSED -> "completed";
      case CANCELLED -> "cancelled";
    };
  }

  private static String text(Instant at) {
    return MILLIS.format(at);
  }
}
