package org.twinsuite.connectors.erp;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.util.Map;

class ErpNextErpTest extends ErpContract {
  private static final String REQUEST = "/api/resource/Material%20Request";

  @Override
  Map<String, String> configuration(String url) {
    return Map.of("dialect", "erpnext", "url", url, "apiKey", "key:secret", "company", "Plant");
  }

  @Override
  void surroundings() {}

  @Override
  void stock() {
    server.stubFor(
        get(urlPathEqualTo("/api/resource/Bin"))
            .withHeader("Authorization", equalTo("token key:secret"))
            .withQueryParam("filters", containing("[\"item_code\",\"=\",\"SKF-6205\"]"))
            .willReturn(
                okJson(
                    """
                    {"data":[{"actual_qty":4.0,"reserved_qty":1.0,"stock_uom":"PC"},
                             {"actual_qty":1.5,"reserved_qty":0.0,"stock_uom":"PC"}]}""")));
  }

  @Override
  void schedule() {
    server.stubFor(
        get(urlPathEqualTo("/api/resource/Job%20Card"))
            .withQueryParam("filters", containing("[\"workstation\",\"=\",\"PUMP01\"]"))
            .willReturn(
                okJson(
                    """
                    {"data":[
                     {"expected_start_date":"2026-03-02 13:00:00","expected_end_date":"2026-03-02 13:30:00"},
                     {"expected_start_date":"2026-03-02 05:00:00","expected_end_date":"2026-03-02 09:00:00"},
                     {"expected_start_date":"2026-03-02 08:00:00.0","expected_end_date":"2026-03-02 11:00:00"}]}""")));
  }

  @Override
  MappingBuilder find(Kind kind) {
    return get(urlPathEqualTo(REQUEST))
        .withQueryParam(
            "filters", containing("[\"custom_reference\",\"=\",\"TSAXBQRCPL4RI72TM3\"]"))
        .withQueryParam("filters", containing("\"" + type(kind) + "\""))
        .withQueryParam("filters", containing("\"SKF-6205\""));
  }

  @Override
  String found(Kind kind, String number) {
    return number == null ? "{\"data\":[]}" : "{\"data\":[{\"name\":\"" + number + "\"}]}";
  }

  @Override
  MappingBuilder create(Kind kind) {
    return post(urlPathEqualTo(REQUEST))
        .withRequestBody(matchingJsonPath("$.material_request_type", equalTo(type(kind))))
        .withRequestBody(matchingJsonPath("$.items[0].item_code", equalTo("SKF-6205")));
  }

  @Override
  String made(Kind kind, String number) {
    return "{\"data\":{\"name\":\"" + number + "\"}}";
  }

  @Override
  RequestPatternBuilder creates(Kind kind) {
    return postRequestedFor(urlPathEqualTo(REQUEST));
  }

  @Override
  String refusal() {
    return "{\"exc_type\":\"ValidationError\",\"exception\":\"part is blocked\"}";
  }

  private static String type(Kind kind) {
    return kind == Kind.RESERVATION ? "Material Issue" : "Purchase";
  }
}
