package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.AttachmentResult;
import org.twinsuite.connectors.cmms.WorkOrders;

/** Every request is checked against the real services' metadata where that is at hand. */
class SapWorkOrdersTest extends WorkOrdersContract {

  private static BodyCheck check(String file) {
    return SapMetadata.folder()
        .<BodyCheck>map(folder -> SapMetadata.read(folder, file))
        .orElse(BodyCheck.NONE);
  }

  @Override
  CmmsStandIn standIn() {
    return new SapStandIn(
        now::get, check("API_MAINTNOTIFICATION.edmx"), check("API_MAINTENANCEORDER_v2.edmx"));
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("password", "wrong");
  }

  @Override
  String title(CmmsOrder order) {
    return order.fields().path("MaintenanceOrderDesc").asText();
  }

  @Override
  int titleLength() {
    return 40;
  }

  @Override
  AttachmentResult attached() {
    return AttachmentResult.LINK;
  }

  @Override
  String longText(CmmsOrder order) {
    return order
        .fields()
        .path("to_MaintenanceOrderLongText")
        .path(0)
        .path("MaintenanceOrderLongText")
        .asText();
  }

  @Test
  void orderIsTakenUpAfterTheNotificationWasMade() {
    // GIVEN the notification's answer is lost and all attempts are spent
    WorkOrders impatient = connect(Map.of("attempts", "1"));
    system.failNext(1, FaultKind.RESET_AFTER_COMMIT);
    system.failNext(1, FaultKind.SERVER_ERROR);
    assertThatThrownBy(() -> impatient.create(request("TS-1")))
        .isInstanceOf(RetryableFailure.class);
    assertThat(system.orders()).isEmpty();
    // WHEN
    orders.create(request("TS-1"));
    // THEN
    assertThat(((SapStandIn) system).notifications()).hasSize(1);
    assertThat(system.orders()).hasSize(1);
  }

  @Test
  void aSpentSessionIsRenewedAndTheWriteRepeated() {
    // GIVEN
    orders.create(request("TS-1"));
    system.failNext(1, FaultKind.SESSION_EXPIRED);
    // WHEN
    orders.create(request("TS-2"));
    // THEN
    assertThat(((SapStandIn) system).notifications()).hasSize(2);
    assertThat(system.orders()).hasSize(2);
  }

  @Test
  void noteIsRepeatedOnAStaleEtag() {
    // GIVEN
    orders.create(request("TS-1"));
    system.failNext(2, FaultKind.STALE);
    // WHEN
    orders.addNote("TS-1", "Alarm again.");
    // THEN
    assertThat(longText(system.orders().get(0))).containsOnlyOnce("Alarm again.");
  }

  @Test
  void equipmentInUseIsListedPageByPage() {
    // GIVEN
    SapStandIn sap = (SapStandIn) system;
    for (int i = 1; i <= 5; i++) {
      sap.equipment("00000000001000000" + i, "1710", "Pump " + i, i == 1 ? "A" : "", i != 4);
    }
    sap.equipment("P-77", "1710", "Fan", "", true);
    // WHEN
    List<Asset> assets = connect(Map.of("pageSize", "2")).assets().orElseThrow();
    // THEN
    assertThat(assets)
        .containsExactly(
            new Asset("1710", "10000001", "Pump 1", "A"),
            new Asset("1710", "10000002", "Pump 2", null),
            new Asset("1710", "10000003", "Pump 3", null),
            new Asset("1710", "10000005", "Pump 5", null),
            new Asset("1710", "P-77", "Fan", null));
  }

  @Test
  void catalogCodesGoIntoTheDeepInsert() {
    // GIVEN
    WorkOrders tuned =
        connect(
            Map.of(
                "codes.failure.bearing-wear", "BEARING/WEAR",
                "codes.problem.vibration-high", "PUMP/VIBR"));
    // WHEN
    tuned.create(request("TS-1"));
    // THEN
    JsonNode notification = ((SapStandIn) system).notifications().get(0);
    assertThat(notification.at("/to_Item/0/MaintNotificationDamageCode").asText())
        .isEqualTo("WEAR");
    assertThat(notification.path("MaintNotificationCode").asText()).isEqualTo("VIBR");
    assertThat(notification.path("NotificationText").asText()).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void theCheckRefusesWhatTheRealServiceRefuses() throws IOException {
    assumeTrue(
        SapMetadata.folder().isPresent(), "SAP metadata files are not at hand (shared/facts/sap)");
    BodyCheck check = check("API_MAINTNOTIFICATION.edmx");
    assertThat(complaint(check, "{'NotificationText':'x','Nonsense':'x'}")).contains("Nonsense");
    assertThat(complaint(check, "{'NotificationText':'x','MaintenanceNotification':'1'}"))
        .contains("cannot be created");
    assertThat(complaint(check, "{'NotificationText':'" + "x".repeat(41) + "'}"))
        .contains("longer than 40");
    assertThat(complaint(check, "{'NotificationText':'x','MaintenanceObjectIsDown':'true'}"))
        .contains("Edm.Boolean");
    assertThat(complaint(check, "{'MaintPriority':'1'}")).contains("NotificationText is required");
    assertThat(complaint(check, "{'NotificationText':'x','to_Item':[{'Wrong':'x'}]}"))
        .contains("to_Item: Property Wrong");
  }

  private static String complaint(BodyCheck check, String json) throws IOException {
    JsonNode body = new JsonMapper().readTree(json.replace('\'', '"'));
    return check.entity("MaintenanceNotification", true, body).orElse("");
  }
}
