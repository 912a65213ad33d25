package org.twinsuite.connectors.erp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.erp.Spares.SpareRequest;

class SapErpTest extends ErpContract {
  private static final String ROOT = "/sap/opu/odata/sap/";
  private static final String RESERVATION = ROOT + "API_RESERVATION_DOCUMENT_SRV/";
  private static final String REQUISITION =
      ROOT + "API_PURCHASEREQ_PROCESS_SRV/A_PurchaseRequisitionHeader";

  @Override
  Map<String, String> configuration(String url) {
    return Map.of(
        "dialect",
        "sap",
        "url",
        url,
        "user",
        "TWINSUITE",
        "password",
        "secret",
        "zone",
        "Europe/Berlin");
  }

  @Override
  void surroundings() {
    server.stubFor(
        get(urlPathMatching(ROOT + "[A-Z_]+/"))
            .willReturn(
                okJson("{}").withHeader("x-csrf-token", "t0ken").withHeader("Set-Cookie", "s=1")));
    server.stubFor(
        post(urlPathEqualTo(REQUISITION))
            .withRequestBody(matchingJsonPath("$[?(@.PurReqnDoOnlyValidation == true)]"))
            .willReturn(aResponse().withStatus(201).withBody("{\"d\":{}}")));
  }

  @Override
  void stock() {
    server.stubFor(
        get(urlPathEqualTo(ROOT + "API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod"))
            .withQueryParam(
                "$filter",
                equalTo(
                    "Material eq 'SKF-6205' and Plant eq '1710' and InventoryStockType eq '01'"))
            .willReturn(
                okJson(
                    """
                    {"d":{"results":[
                      {"MaterialBaseUnit":"PC","MatlWrhsStkQtyInMatlBaseUnit":"3.000"},
                      {"MaterialBaseUnit":"PC","MatlWrhsStkQtyInMatlBaseUnit":"1.500"}]}}""")));
  }

  /** In the plant's time, Berlin; a closed operation counts no more. */
  @Override
  void schedule() {
    String rows =
        String.join(
            ",",
            operation("PT14H00M00S", "PT14H30M00S", ""),
            operation("PT06H00M00S", "PT10H00M00S", ""),
            operation("PT09H00M00S", "PT12H00M00S", ""),
            operation("PT12H00M00S", "PT13H00M00S", "X"));
    server.stubFor(
        get(urlPathEqualTo(ROOT + "API_PRODUCTION_ORDER_2_SRV/A_ProductionOrderOperation_2"))
            .withQueryParam("$filter", containing("WorkCenter eq 'PUMP01'"))
            .willReturn(okJson("{\"d\":{\"results\":[" + rows + "]}}")));
  }

  private static String operation(String from, String to, String closed) {
    return """
        {"OpErlstSchedldExecStrtDte":"/Date(1772409600000)/","OpErlstSchedldExecStrtTme":"%s",
         "OpErlstSchedldExecEndDte":"/Date(1772409600000)/","OpErlstSchedldExecEndTme":"%s",
         "OperationIsClosed":"%s","OperationIsConfirmed":"","OperationIsDeleted":""}"""
        .formatted(from, to, closed);
  }

  @Override
  MappingBuilder find(Kind kind) {
    return kind == Kind.RESERVATION
        ? get(urlPathEqualTo(RESERVATION + "A_ReservationDocumentItem"))
            .withQueryParam(
                "$filter",
                equalTo("ReservationItemText eq 'TSAXBQRCPL4RI72TM3' and Product eq 'SKF-6205'"))
        : get(urlPathEqualTo(REQUISITION))
            .withQueryParam(
                "$filter", equalTo("PurReqnDescription eq 'TSAXBQRCPL4RI72TM3 SKF-6205'"));
  }

  @Override
  String found(Kind kind, String number) {
    return number == null
        ? "{\"d\":{\"results\":[]}}"
        : "{\"d\":{\"results\":[{\"%s\":\"%s\"}]}}".formatted(field(kind), number);
  }

  @Override
  MappingBuilder create(Kind kind) {
    return kind == Kind.RESERVATION
        ? post(urlPathEqualTo(RESERVATION + "A_ReservationDocumentHeader"))
        : post(urlPathEqualTo(REQUISITION))
            .withRequestBody(matchingJsonPath("$[?(@.PurReqnDoOnlyValidation == false)]"));
  }

  @Override
  String made(Kind kind, String number) {
    return "{\"d\":{\"%s\":\"%s\"}}".formatted(field(kind), number);
  }

  @Override
  RequestPatternBuilder creates(Kind kind) {
    return kind == Kind.RESERVATION
        ? postRequestedFor(urlPathEqualTo(RESERVATION + "A_ReservationDocumentHeader"))
        : postRequestedFor(urlPathEqualTo(REQUISITION))
            .withRequestBody(matchingJsonPath("$[?(@.PurReqnDoOnlyValidation == false)]"));
  }

  @Override
  String refusal() {
    return "{\"error\":{\"code\":\"M7/018\",\"message\":{\"value\":\"part is blocked\"}}}";
  }

  @Test
  void longMaterialsThatBeginAlikeAreTwoRequisitions() {
    // GIVEN nothing is found
    server.stubFor(
        get(urlPathEqualTo(REQUISITION)).willReturn(okJson(found(Kind.REQUISITION, null))));
    server.stubFor(create(Kind.REQUISITION).willReturn(okJson(made(Kind.REQUISITION, "1"))));
    String alike = "BEARING-SET-DRIVE-END-6205-";
    // WHEN
    erp.requisition(of(alike + "OPEN"));
    erp.requisition(of(alike + "SEALED"));
    // THEN they are looked for, and made, under two descriptions that SAP takes
    List<String> asked =
        server.findAll(getRequestedFor(urlPathEqualTo(REQUISITION))).stream()
            .map(request -> request.queryParameter("$filter").firstValue())
            .distinct()
            .toList();
    assertThat(asked)
        .hasSize(2)
        .allSatisfy(
            filter ->
                assertThat(filter)
                    .matches("PurReqnDescription eq 'TSAXBQRCPL4RI72TM3 .{12}~[0-9a-f]{8}'"));
  }

  private static SpareRequest of(String material) {
    return new SpareRequest(
        PART.reference(),
        material,
        PART.plant(),
        PART.quantity(),
        PART.unit(),
        PART.neededBy(),
        PART.orderNumber(),
        PART.text());
  }

  @Test
  void aRefusedDryRunMakesNoRequisition() {
    // GIVEN
    server.stubFor(find(Kind.REQUISITION).willReturn(okJson(found(Kind.REQUISITION, null))));
    server.stubFor(
        post(urlPathEqualTo(REQUISITION))
            .withRequestBody(matchingJsonPath("$[?(@.PurReqnDoOnlyValidation == true)]"))
            .willReturn(aResponse().withStatus(400).withBody(refusal())));
    // WHEN, THEN
    assertThatThrownBy(() -> erp.requisition(PART))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("part is blocked");
    server.verify(0, creates(Kind.REQUISITION));
  }

  @Test
  void stockIsReadToItsEndWhenTheGatewayGivesSmallerPages() {
    // GIVEN
    for (int i = 0; i < 3; i++) {
      server.stubFor(
          get(urlPathEqualTo(ROOT + "API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod"))
              .withQueryParam("$skip", equalTo("" + i))
              .willReturn(
                  okJson(
                      """
                      {"d":{"results":[
                        {"MaterialBaseUnit":"PC","MatlWrhsStkQtyInMatlBaseUnit":"2.000"}]%s}}"""
                          .formatted(i < 2 ? ",\"__next\":\"more\"" : ""))));
    }
    // WHEN, THEN
    assertThat(erp.stock("SKF-6205", "1710").quantity()).isEqualByComparingTo("6");
  }

  @Test
  void sendsTheReservationForItsMaintenanceOrder() {
    server.stubFor(find(Kind.RESERVATION).willReturn(okJson(found(Kind.RESERVATION, null))));
    server.stubFor(create(Kind.RESERVATION).willReturn(okJson(made(Kind.RESERVATION, "1"))));
    erp.reserve(PART);
    String sent = server.findAll(creates(Kind.RESERVATION)).get(0).getBodyAsString();
    assertThat(sent)
        .contains("\"GoodsMovementType\":\"261\"", "\"OrderID\":\"4000017\"")
        .contains("\"ResvnItmRequiredQtyInEntryUnit\":\"2\"", "\"EntryUnit\":\"PC\"");
  }

  @Test
  void aPartWithoutOrderNeedsACostCentre() {
    server.stubFor(find(Kind.RESERVATION).willReturn(okJson(found(Kind.RESERVATION, null))));
    SpareRequest loose =
        new SpareRequest(
            PART.reference(),
            PART.material(),
            PART.plant(),
            BigDecimal.ONE,
            "PC",
            PART.neededBy(),
            null,
            "x");
    assertThatThrownBy(() -> erp.reserve(loose))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("costCenter");
  }

  private static String field(Kind kind) {
    return kind == Kind.RESERVATION ? "Reservation" : "PurchaseRequisition";
  }
}
