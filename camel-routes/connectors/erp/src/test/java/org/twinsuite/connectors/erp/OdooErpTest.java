package org.twinsuite.connectors.erp;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OdooErpTest extends ErpContract {

  @Override
  Map<String, String> configuration(String url) {
    return Map.of("dialect", "odoo", "url", url, "apiKey", "secret");
  }

  @Override
  void surroundings() {
    server.stubFor(call("product.product", "search_read").willReturn(okJson("[{\"id\":12}]")));
    server.stubFor(
        call("stock.picking.type", "search_read")
            .willReturn(
                okJson(
                    "[{\"id\":5,\"default_location_src_id\":[8,\"WH/Stock\"],"
                        + "\"default_location_dest_id\":[9,\"WH/Maintenance\"]}]")));
    server.stubFor(call("stock.picking", "action_confirm").willReturn(okJson("true")));
    server.stubFor(call("stock.picking", "action_assign").willReturn(okJson("true")));
  }

  private static MappingBuilder call(String model, String method) {
    return post(urlPathEqualTo("/json/2/" + model + "/" + method))
        .withHeader("Authorization", equalTo("bearer secret"));
  }

  @Override
  void stock() {
    server.stubFor(
        call("stock.quant", "search_read")
            .withRequestBody(containing("SKF-6205"))
            .willReturn(
                okJson(
                    """
                    [{"quantity":4.0,"reserved_quantity":1.0,"product_uom_id":[1,"PC"]},
                     {"quantity":1.5,"reserved_quantity":0.0,"product_uom_id":[1,"PC"]}]""")));
  }

  @Override
  void schedule() {
    server.stubFor(
        call("mrp.workorder", "search_read")
            .withRequestBody(containing("PUMP01"))
            .willReturn(
                okJson(
                    """
                    [{"date_start":"2026-03-02 13:00:00","date_finished":"2026-03-02 13:30:00"},
                     {"date_start":"2026-03-02 05:00:00","date_finished":"2026-03-02 09:00:00"},
                     {"date_start":"2026-03-02 08:00:00","date_finished":"2026-03-02 11:00:00"}]""")));
  }

  @Override
  MappingBuilder find(Kind kind) {
    return call(model(kind), "search_read")
        .withRequestBody(containing("[\"origin\",\"=\",\"TSAXBQRCPL4RI72TM3\"]"))
        .withRequestBody(containing("SKF-6205"));
  }

  @Override
  String found(Kind kind, String number) {
    return number == null ? "[]" : "[{\"id\":" + number + "}]";
  }

  @Override
  MappingBuilder create(Kind kind) {
    return call(model(kind), "create").withRequestBody(containing("\"product_id\":12"));
  }

  @Override
  String made(Kind kind, String number) {
    return "[" + number + "]";
  }

  @Override
  RequestPatternBuilder creates(Kind kind) {
    return postRequestedFor(urlPathEqualTo("/json/2/" + model(kind) + "/create"));
  }

  @Override
  String refusal() {
    return "{\"name\":\"odoo.exceptions.ValidationError\",\"message\":\"part is blocked\"}";
  }

  @Test
  void aTransferThatWasMadeIsConfirmedAndAssignedAlsoWhenItIsFound() {
    // GIVEN a transfer whose confirmation was cut off
    server.stubFor(find(Kind.RESERVATION).willReturn(okJson(found(Kind.RESERVATION, "77"))));
    // WHEN
    erp.reserve(PART);
    // THEN
    assertThat(
            server.findAll(
                postRequestedFor(urlPathEqualTo("/json/2/stock.picking/action_assign"))
                    .withRequestBody(containing("[77]"))))
        .hasSize(1);
  }

  private static String model(Kind kind) {
    return kind == Kind.RESERVATION ? "stock.picking" : "purchase.requisition";
  }
}
