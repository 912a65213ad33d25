package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.cmms.AssetMapping;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.AttachmentResult;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;

/** What every dialect must do, against the stand-in of its system. */
abstract class WorkOrdersContract implements ChangeFeedContract {

  static final String LONG_TITLE =
      "Main cooling water pump P-101 in building 7: replace the drive end bearing, outer race defect growing, "
          + "vibration 7.4 mm/s and rising";

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T06:00:00Z"));
  CmmsStandIn system;
  WorkOrders orders;

  /** A stand-in of the system, not started. */
  abstract CmmsStandIn standIn();

  @BeforeEach
  final void open() {
    system = standIn();
    system.start();
    orders = connect(Map.of());
  }

  @AfterEach
  final void close() {
    orders.close();
    system.close();
  }

  @Override
  public final CmmsStandIn system() {
    return system;
  }

  @Override
  public final AtomicReference<Instant> now() {
    return now;
  }

  @Override
  public final WorkOrders connect(Map<String, String> more) {
    Map<String, String> configuration = new HashMap<>(system.configuration());
    configuration.putAll(Map.of("timeout", "PT30S", "firstPause", "PT0.02S", "overlap", "PT2S"));
    configuration.putAll(more);
    return new WorkOrdersResolver().open("plant", configuration);
  }

  static WorkOrderRequest request(String reference) {
    return request(reference, "Replace bearing of P-101");
  }

  static WorkOrderRequest request(String reference, String title) {
    Instant at = Instant.parse("2026-03-01T05:59:30.250Z");
    return new WorkOrderRequest(
        reference,
        "org.plant:P-101",
        new AssetMapping("plant", "1710", "10000045", "10000045", null),
        title,
        "Forecast: failure in 62 h (41 to 90 h, 90 %).\nRule bearing-wear fired at revision 812.",
        2,
        "bearing-wear",
        "vibration-high",
        new Window(at.plus(Duration.ofHours(8)), at.plus(Duration.ofHours(16))),
        at,
        "c-4711",
        URI.create("http://localhost:8080/evidence/c-4711"));
  }

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  @Test
  void createsAndFindsByReference() {
    // WHEN
    WorkOrder created = orders.create(request("TS-1"));
    // THEN
    assertThat(created.reference()).isEqualTo("TS-1");
    assertThat(created.status()).isEqualTo(WorkOrderStatus.WAITING_APPROVAL);
    assertThat(orders.find("TS-1")).contains(created);
    assertThat(orders.find("TS-2")).isEmpty();
    assertThat(system.orders()).hasSize(1);
    assertThat(system.orders().get(0).assetnum()).isEqualTo("10000045");
  }

  @Test
  void createsOnceHoweverOftenItIsAsked() {
    // WHEN
    WorkOrder first = orders.create(request("TS-1"));
    WorkOrder second = connect(Map.of()).create(request("TS-1"));
    // THEN
    assertThat(second.orderNumber()).isEqualTo(first.orderNumber());
    assertThat(system.orders()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {
        "SERVER_ERROR",
        "TOO_MANY_REQUESTS",
        "CONNECTION_RESET",
        "SLOW",
        "TIMEOUT_AFTER_COMMIT",
        "RESET_AFTER_COMMIT",
        "BAD_GATEWAY_AFTER_COMMIT"
      })
  void createsExactlyOneOrderThroughFault(FaultKind fault) {
    // GIVEN
    hurryIfItDoesNotAnswer(fault);
    system.failNext(2, fault);
    // WHEN
    WorkOrder created = orders.create(request("TS-1"));
    // THEN
    assertThat(system.orders())
        .extracting(CmmsOrder::number)
        .containsExactly(created.orderNumber());
  }

  /** Only there the time runs out; the first call is the slowest, and over before. */
  private void hurryIfItDoesNotAnswer(FaultKind fault) {
    if (fault == FaultKind.TIMEOUT_AFTER_COMMIT) {
      orders.find("TS-0");
      orders.close();
      orders = connect(Map.of("timeout", "PT1S"));
      orders.find("TS-0");
    }
  }

  @Test
  void givesUpAfterItsAttemptsAndSucceedsLater() {
    // GIVEN
    system.failNext(4, FaultKind.SERVER_ERROR);
    // WHEN
    assertThatThrownBy(() -> orders.create(request("TS-1")))
        .isInstanceOfSatisfying(RetryableFailure.class, f -> assertThat(f.status()).isEqualTo(500));
    // THEN
    assertThat(system.orders()).isEmpty();
    orders.create(request("TS-1"));
    assertThat(system.orders()).hasSize(1);
  }

  @Test
  void handsALongRetryAfterToTheCaller() {
    // GIVEN
    system.retryAfterSeconds(120);
    system.failNext(1, FaultKind.TOO_MANY_REQUESTS);
    // WHEN, THEN
    assertThatThrownBy(() -> orders.create(request("TS-1")))
        .isInstanceOfSatisfying(
            RetryableFailure.class,
            f -> assertThat(f.retryAfter()).contains(Duration.ofSeconds(120)));
  }

  @Test
  void stopsCallingADeadSystemAndComesBack() {
    // GIVEN
    orders.close();
    orders = connect(Map.of("attempts", "1", "breakerCalls", "4", "breakerPause", "PT0.2S"));
    system.stop();
    // WHEN
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> orders.find("TS-1")).isInstanceOf(RetryableFailure.class);
    }
    // THEN
    assertThat(orders.reachable()).isFalse();
    system.start();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(ConnectorFailure.class)
        .until(() -> orders.find("TS-1").isEmpty());
    assertThat(orders.reachable()).isTrue();
  }

  @Test
  void keepsOrdersOverARestartOfTheSystem() {
    // GIVEN
    WorkOrder created = orders.create(request("TS-1"));
    // WHEN
    system.stop();
    system.start();
    // THEN
    assertThat(orders.find("TS-1")).contains(created);
  }

  @Test
  void wrongCredentialsAreForAPerson() {
    WorkOrders stranger = connect(wrongCredentials());
    assertThatThrownBy(() -> stranger.create(request("TS-1"))).isInstanceOf(RejectedByTarget.class);
  }

  abstract Map<String, String> wrongCredentials();

  @Test
  void shortensALongTitleVisiblyAndKeepsItInTheLongText() {
    // WHEN
    orders.create(request("TS-1", LONG_TITLE));
    // THEN
    String everything = system.orders().get(0).fields().toString();
    assertThat(everything).contains(LONG_TITLE);
    assertThat(title(system.orders().get(0)))
        .hasSizeLessThanOrEqualTo(titleLength())
        .satisfies(title -> assertThat(title.equals(LONG_TITLE) || title.endsWith("…")).isTrue());
  }

  abstract String title(CmmsOrder order);

  abstract int titleLength();

  @Test
  void longTextCarriesEvidenceReferenceAndWhatHasNoCode() {
    // WHEN
    orders.create(request("TS-1"));
    // THEN
    assertThat(longText(system.orders().get(0)))
        .contains("41 to 90 h")
        .contains("failure mode bearing-wear")
        .contains("http://localhost:8080/evidence/c-4711")
        .contains("TS-1")
        .contains("c-4711");
  }

  abstract String longText(CmmsOrder order);

  @Test
  void addsANoteOnce() {
    // GIVEN
    orders.create(request("TS-1"));
    // WHEN
    orders.addNote("TS-1", "Alarm again at 08:00, now 8.1 mm/s.");
    orders.addNote("TS-1", "Alarm again at 08:00, now 8.1 mm/s.");
    // THEN
    assertThat(longText(system.orders().get(0)))
        .containsOnlyOnce("now 8.1 mm/s.")
        .contains("41 to 90 h");
  }

  /** A number leads to the order, or the system says that it does not find orders so. */
  @Test
  void addsANoteToAnOrderByItsNumberOrSaysThatItCannot() {
    // GIVEN
    WorkOrder order = orders.create(request("TS-1"));
    try {
      // WHEN
      orders.addNoteTo(order.orderNumber(), "1710", "Seen by somebody else.");
      orders.addNoteTo(order.orderNumber(), "1710", "Seen by somebody else.");
    } catch (RejectedByTarget cannot) {
      assertThat(cannot).hasMessageContaining("does not find orders by number");
      return;
    }
    // THEN
    assertThat(longText(system.orders().get(0))).containsOnlyOnce("Seen by somebody else.");
    assertThatThrownBy(() -> orders.addNoteTo("99", "1710", "hello"))
        .isInstanceOf(RejectedByTarget.class);
  }

  @Test
  void noteSurvivesALostAnswer() {
    // GIVEN
    orders.create(request("TS-1"));
    system.failNext(1, FaultKind.RESET_AFTER_COMMIT);
    // WHEN
    orders.addNote("TS-1", "Alarm again.");
    // THEN
    assertThat(longText(system.orders().get(0))).containsOnlyOnce("Alarm again.");
  }

  @Test
  void noteForAnUnknownReferenceIsRejected() {
    assertThatThrownBy(() -> orders.addNote("TS-9", "hello"))
        .isInstanceOfSatisfying(
            RejectedByTarget.class, f -> assertThat(f.field()).contains("reference"));
  }

  private static final Attachment PICTURE =
      new Attachment("TS-1-evidence.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});

  @Test
  void evidenceHangsAtTheOrderOnceOrIsLinkedThere() {
    // GIVEN
    orders.create(request("TS-1"));
    orders.create(request("TS-2"));
    // WHEN
    AttachmentResult first = orders.attach("TS-1", PICTURE);
    AttachmentResult second = connect(Map.of()).attach("TS-1", PICTURE);
    // THEN
    assertThat(List.of(first, second)).containsOnly(attached());
    assertEvidenceIsThereOnce();
    assertThat(system.orders().get(1).files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"SERVER_ERROR", "CONNECTION_RESET", "TIMEOUT_AFTER_COMMIT", "RESET_AFTER_COMMIT"})
  void evidenceHangsThereOnceThroughFault(FaultKind fault) {
    // GIVEN
    orders.create(request("TS-1"));
    hurryIfItDoesNotAnswer(fault);
    system.failNext(1, fault);
    // WHEN
    orders.attach("TS-1", PICTURE);
    // THEN
    assertEvidenceIsThereOnce();
  }

  private void assertEvidenceIsThereOnce() {
    CmmsOrder order = system.orders().get(0);
    if (attached() == AttachmentResult.LINK) {
      assertThat(order.files()).isEmpty();
      assertThat(longText(order)).containsOnlyOnce("http://localhost:8080/evidence/c-4711");
      return;
    }
    assertThat(order.files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).isEqualTo(PICTURE.name());
              assertThat(file.mediaType()).isEqualTo("image/png");
              assertThat(file.content()).isEqualTo(PICTURE.content());
            });
  }

  /** What becomes of a file in this system. */
  AttachmentResult attached() {
    return AttachmentResult.FILE;
  }

  @Test
  void evidenceForAnUnknownReferenceIsRejected() {
    assertThatThrownBy(() -> orders.attach("TS-9", PICTURE))
        .isInstanceOfSatisfying(
            RejectedByTarget.class, f -> assertThat(f.field()).contains("reference"));
  }

  @Test
  void changesStatusAndReadsItBack() {
    // GIVEN
    orders.create(request("TS-1"));
    // WHEN
    WorkOrder changed = orders.changeStatus("TS-1", WorkOrderStatus.COMPLETED, "by the suite");
    // THEN
    assertThat(changed.status()).isEqualTo(WorkOrderStatus.COMPLETED);
    assertThat(system.orders().get(0).status()).isEqualTo(system.terms().completed());
    assertThat(orders.changeStatus("TS-1", WorkOrderStatus.COMPLETED, null)).isEqualTo(changed);
  }

  @Test
  void statusChangeSurvivesALostAnswer() {
    // GIVEN
    orders.create(request("TS-1"));
    system.failNext(1, FaultKind.BAD_GATEWAY_AFTER_COMMIT);
    // WHEN
    orders.changeStatus("TS-1", WorkOrderStatus.COMPLETED, null);
    // THEN
    assertThat(system.orders().get(0).history())
        .filteredOn(change -> change.status().equals(system.terms().completed()))
        .hasSize(1);
  }

  @Test
  void statusChangeWithoutEffectIsNotTakenForDone() {
    // GIVEN
    orders.create(request("TS-1"));
    system.failNext(1, FaultKind.SILENT_NO_OP);
    // WHEN, THEN
    assertThatThrownBy(() -> orders.changeStatus("TS-1", WorkOrderStatus.COMPLETED, null))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("COMPLETED");
  }
}
