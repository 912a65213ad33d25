package org.twinsuite.connectors.cmms;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.connectors.http.JsonHttp;

/** A change time that is missing or odd, in any row and any dialect, never stops the feed. */
@WireMockTest
class ChangeTimesOfFeedsTest {

  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  private static Map<String, String> configuration(WireMockRuntimeInfo system, String dialect) {
    Map<String, String> options = new HashMap<>();
    options.put("url", system.getHttpBaseUrl() + (dialect.equals("maximo") ? "/maximo" : ""));
    options.put("firstPause", "PT0.001S");
    if (dialect.equals("maximo") || dialect.equals("odoo")) {
      options.put("dialect", dialect);
      options.put("apiKey", "key");
    } else {
      options.put("dialect", "rest");
      options.put("template", "classpath:templates/" + dialect + ".yaml");
      options.put("codes", "classpath:codes/" + dialect + ".properties");
    }
    return options;
  }

  /** A row as the dialect's system gives it; the time is JSON. */
  private static String row(String dialect, int id, String time) {
    return switch (dialect) {
      case "maximo" ->
          "{'wonum':'%d','workorderid':%d,'externalrefid':'TS%d','status':'WAPPR','href':'x/%d','changedate':%s}"
              .formatted(id, id, id, id, time);
      case "odoo" ->
          "{'id':%d,'name':'[TS%d] a','stage_id':[1,'New Request'],'write_date':%s}"
              .formatted(id, id, time);
      case "servicenow" ->
          "{'sys_id':'%d','number':'%d','correlation_id':'TS%d','state':'1','sys_updated_on':%s}"
              .formatted(id, id, id, time);
      case "erpnext" ->
          "{'name':'%d','description':'Reference: TS%d','repair_status':'Pending','modified':%s}"
              .formatted(id, id, time);
      default ->
          "{'id':%d,'title':'[TS%d] a','status':'OPEN','updatedAt':%s}".formatted(id, id, time);
    };
  }

  private static String list(String dialect, String rows) {
    return switch (dialect) {
      case "maximo" -> "{'member':[" + rows + "]}";
      case "odoo" -> "[" + rows + "]";
      case "servicenow" -> "{'result':[" + rows + "]}";
      case "erpnext" -> "{'data':[" + rows + "]}";
      case "atlas" -> "{'content':[" + rows + "]}";
      case "upkeep" -> "{'results':[" + rows + "]}";
      default -> "{'workOrders':[" + rows + "],'nextCursor':null}";
    };
  }

  /** Whether a request asks for what stands behind the first page. */
  private static boolean asksForMore(Request request) throws Exception {
    String url = request.getUrl();
    if (url.matches(".*(offset|limit_start)=[1-9].*")) {
      return true;
    }
    JsonNode body = JsonHttp.JSON.readTree(request.getBodyAsString());
    return body != null && (body.path("pageNum").asInt() > 0 || body.path("offset").asInt() > 0);
  }

  private static void answer(String dialect, String rows) {
    stubFor(
        WireMock.any(anyUrl())
            .atPriority(5)
            .willReturn(okJson(list(dialect, rows).replace('\'', '"'))));
    stubFor(
        WireMock.any(anyUrl())
            .atPriority(1)
            .andMatching(
                request -> {
                  try {
                    return MatchResult.of(asksForMore(request));
                  } catch (Exception e) {
                    return MatchResult.noMatch();
                  }
                })
            .willReturn(okJson(list(dialect, "").replace('\'', '"'))));
  }

  @ParameterizedTest
  @CsvSource({
    "atlas, '\"2026-03-01T10:00:00Z\"'",
    "maintainx, '\"2026-03-01T10:00:00.000Z\"'",
    "upkeep, 1772359200000",
    "erpnext, '\"2026-03-01 10:00:00.000000\"'",
    "servicenow, '\"2026-03-01 10:00:00\"'",
    "odoo, '\"2026-03-01 10:00:00\"'",
    "maximo, '\"2026-03-01T10:00:00+00:00\"'"
  })
  void aMissingOrOddTimeInAnyRowStopsNothing(
      String dialect, String good, WireMockRuntimeInfo system) {
    for (String odd : List.of("null", "''", "false", "'yesterday'", "{}")) {
      for (int place = 0; place < 3; place++) {
        // GIVEN
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 3; i++) {
          rows.append(i == 0 ? "" : ",").append(row(dialect, i + 1, i == place ? odd : good));
        }
        WireMock.reset();
        answer(dialect, rows.toString());
        try (WorkOrders orders =
            new WorkOrdersResolver().open("plant", configuration(system, dialect))) {
          // WHEN
          Changes changes = orders.changedSince(null);
          // THEN all are reported, the odd one without a time
          assertThat(changes.orders())
              .as("%s at %d", odd, place)
              .extracting(WorkOrder::reference)
              .containsExactlyInAnyOrder("TS1", "TS2", "TS3");
          String reference = "TS" + (place + 1);
          for (WorkOrder order : changes.orders()) {
            assertThat(order.changedAt())
                .isEqualTo(order.reference().equals(reference) ? null : TEN);
          }
          assertThat(changes.problems()).hasSize(odd.equals("'yesterday'") ? 1 : 0);
          // AND once
          assertThat(orders.changedSince(changes.nextCursor()).orders()).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "atlas, '\"2026-03-01T10:00:00.000+0000\"'",
    "atlas, '\"2026-03-01T10:00:00\"'",
    "atlas, 1772359200000",
    "maintainx, '\"2026-03-01T11:00:00+01:00\"'",
    "upkeep, '\"2026-03-01T10:00:00.000Z\"'",
    "erpnext, '\"2026-03-01 10:00:00.0\"'",
    "erpnext, '\"2026-03-01 10:00:00\"'",
    "servicenow, '{\"display_value\":\"03/01/2026 11:00:00\",\"value\":\"2026-03-01 10:00:00\"}'",
    "odoo, '\"2026-03-01 10:00:00.000000\"'",
    "odoo, '\"2026-03-01T10:00:00Z\"'",
    "maximo, '\"2026-03-01T10:00:00\"'",
    "maximo, '\"2026-03-01T11:00:00+0100\"'"
  })
  void aTimeIsReadHoweverItIsWritten(String dialect, String time, WireMockRuntimeInfo system) {
    answer(dialect, row(dialect, 1, time));
    try (WorkOrders orders =
        new WorkOrdersResolver().open("plant", configuration(system, dialect))) {
      assertThat(orders.changedSince(null).orders())
          .extracting(WorkOrder::changedAt)
          .containsExactly(TEN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"1\"', WAITING_APPROVAL",
    "'\"18\"', IN_PROGRESS",
    "'\"3\"', COMPLETED",
    "'\"4\"', CANCELLED",
    "'\"7\"', CANCELLED",
    "'{\"display_value\":\"Draft\",\"value\":\"1\"}', WAITING_APPROVAL",
    "'{\"display_value\":\"Closed Complete\",\"value\":\"3\"}', COMPLETED",
    "'{\"display_value\":\"Work in Progress\"}', IN_PROGRESS",
    "'\"Closed Incomplete\"', CANCELLED"
  })
  void statesOfServiceNowAreReadFromValueAndDisplayValue(
      String state, WorkOrderStatus status, WireMockRuntimeInfo system) {
    answer(
        "servicenow",
        row("servicenow", 1, "'2026-03-01 10:00:00'").replace("'state':'1'", "'state':" + state));
    try (WorkOrders orders =
        new WorkOrdersResolver().open("plant", configuration(system, "servicenow"))) {
      assertThat(orders.changedSince(null).orders())
          .extracting(WorkOrder::status)
          .containsExactly(status);
    }
  }
}
