package org.twinsuite.connectors.cmms.sap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.Codes;
import org.twinsuite.connectors.cmms.OrderText;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.odata.ODataTime;

/** Turns a request into SAP's notification and order. */
final class SapTexts {

  private static final int TEXT_LENGTH = 40;
  private static final int NOTIFICATION_LONG_TEXT_LENGTH = 1333;

  private final String system;
  private final Settings settings;
  private final Codes codes;
  private final ZoneId zone;

  SapTexts(String system, Settings settings, Codes codes) {
    this.system = system;
    this.settings = settings;
    this.codes = codes;
    this.zone = settings.get(SapOptions.ZONE);
  }

  ObjectNode notification(WorkOrderRequest request) {
    AssetMapping asset = request.asset();
    ObjectNode notification = JsonHttp.JSON.createObjectNode();
    notification.put("NotificationType", settings.get(SapOptions.NOTIFICATION_TYPE));
    notification.put("NotificationText", OrderText.shorten(request.title(), TEXT_LENGTH));
    notification.put("MaintNotifExtReferenceNumber", request.reference());
    notification.put("MaintPriority", codes.priority(request.priority()));
    notification.put("TechnicalObject", technicalObject(request));
    notification.put(
        "TechObjIsEquipOrFuncnlLoc", equipment(asset) != null ? "EAMS_EQUI" : "EAMS_FL");
    putIfSet(notification, "MaintenancePlanningPlant", asset.site());
    dateAndTime(notification, "MalfunctionStart", request.reportedAt());
    if (request.window() != null) {
      dateAndTime(notification, "RequiredStart", request.window().from());
      dateAndTime(notification, "RequiredEnd", request.window().to());
    }
    notification.put(
        "MaintNotifLongTextForEdit", shortenText(longText(request), NOTIFICATION_LONG_TEXT_LENGTH));
    codes
        .problem(request.problemCode())
        .ifPresent(
            code ->
                putCode(notification, "MaintNotificationCodeGroup", "MaintNotificationCode", code));
    codes
        .failure(request.failureCode())
        .ifPresent(
            code -> {
              ObjectNode item = notification.putArray("to_Item").addObject();
              item.put("MaintenanceNotificationItem", "0001");
              item.put("MaintNotifItemText", OrderText.shorten(request.failureCode(), TEXT_LENGTH));
              putCode(item, "MaintNotifDamageCodeGroup", "MaintNotificationDamageCode", code);
            });
    return notification;
  }

  ObjectNode order(WorkOrderRequest request, String notificationNumber) {
    AssetMapping asset = request.asset();
    String title = OrderText.shorten(request.title(), TEXT_LENGTH);
    ObjectNode order = JsonHttp.JSON.createObjectNode();
    order.put("MaintenanceOrderType", settings.get(SapOptions.ORDER_TYPE));
    order.put("MaintenanceOrderDesc", title);
    order.put("MaintenanceNotification", notificationNumber);
    order.put("MaintPriority", codes.priority(request.priority()));
    putIfSet(order, "MaintenancePlanningPlant", asset.site());
    if (equipment(asset) != null) {
      order.put("Equipment", equipment(asset));
    } else {
      order.put("FunctionalLocation", asset.functionalLocation());
    }
    String workCenter = settings.get(SapOptions.WORK_CENTER);
    if (workCenter != null) {
      order.put("MainWorkCenter", workCenter);
      putIfSet(order, "MainWorkCenterPlant", asset.site());
    }
    if (request.window() != null) {
      order.put("MaintOrdBasicStartDateTime", ODataTime.offset(request.window().from()));
      order.put("MaintOrdBasicEndDateTime", ODataTime.offset(request.window().to()));
    }
    ObjectNode operation = order.putArray("to_MaintenanceOrderOperation").addObject();
    operation.put("MaintenanceOrderOperation", "0010");
    operation.put("OperationControlKey", settings.get(SapOptions.CONTROL_KEY));
    operation.put("OperationDescription", title);
    ObjectNode text = order.putArray("to_MaintenanceOrderLongText").addObject();
    text.put("TextObjectType", settings.get(SapOptions.TEXT_ID));
    text.put("Language", settings.get(SapOptions.LANGUAGE));
    text.put("MaintenanceOrderLongText", longText(request));
    return order;
  }

  private String longText(WorkOrderRequest request) {
    return OrderText.longText(request, TEXT_LENGTH, codes.unmapped(request));
  }

  /** Keeps line breaks, which {@link OrderText#shorten} does not. */
  private static String shortenText(String text, int length) {
    String mark = "…\nThe full text is in the order.";
    return text.length() <= length ? text : text.substring(0, length - mark.length()) + mark;
  }

  private String technicalObject(WorkOrderRequest request) {
    AssetMapping asset = request.asset();
    String object = equipment(asset) != null ? equipment(asset) : asset.functionalLocation();
    if (object == null) {
      throw RejectedByTarget.beforeSending(
          system,
          "attributes/cmms",
          "thing " + request.thingId() + " names neither equipment nor functional location");
    }
    return object;
  }

  private static String equipment(AssetMapping asset) {
    return asset.equipment() != null ? asset.equipment() : asset.assetnum();
  }

  private void dateAndTime(ObjectNode node, String name, Instant at) {
    node.put(name + "Date", ODataTime.day(at, zone));
    node.put(name + "Time", ODataTime.time(at, zone));
  }

  private void putCode(ObjectNode node, String groupField, String codeField, String groupAndCode) {
    String[] parts = groupAndCode.split("/", 2);
    if (parts.length != 2) {
      throw RejectedByTarget.beforeSending(
          system, codeField, "code table entry '" + groupAndCode + "' must read GROUP/CODE");
    }
    node.put(groupField, parts[0]);
    node.put(codeField, parts[1]);
  }

  private static void putIfSet(ObjectNode node, String field, String value) {
    if (value != null) {
      node.put(field, value);
    }
  }
}
