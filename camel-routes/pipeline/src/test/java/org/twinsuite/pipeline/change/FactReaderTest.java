package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.feature.DataFindings;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.StockLevel;

class FactReaderTest {
  private static final Instant CHANGED = Instant.parse("2026-01-31T10:00:01Z");
  private final FactReader reader = new FactReader();

  private static TwinChange change(String path, String json) {
    return new TwinChange(
        "plant:p1",
        path,
        TwinChange.MERGED,
        JsonFactory.readFrom(json),
        7,
        CHANGED,
        null,
        "correlation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | {\"features\":{\"vibration\":{\"properties\":{\"value\":2.5,\"sourceTimestamp\":\"2026-01-31T10:00:00.000Z\"}}}}",
        "/features | {\"vibration\":{\"properties\":{\"value\":2.5,\"sourceTimestamp\":\"2026-01-31T10:00:00.000Z\"}}}",
        "/features/vibration | {\"properties\":{\"value\":2.5,\"sourceTimestamp\":\"2026-01-31T10:00:00.000Z\"}}",
        "/features/vibration/properties | {\"value\":2.5,\"sourceTimestamp\":\"2026-01-31T10:00:00.000Z\"}",
      })
  void readsAMeasurementAtAnyDepth(String path, String json) {
    assertThat(reader.read(change(path, json)))
        .containsExactly(
            new Measurement(
                "plant:p1",
                "vibration",
                2.5,
                null,
                Quality.GOOD,
                Instant.parse("2026-01-31T10:00:00Z"),
                7));
  }

  @Test
  void aBareValueTakesTheTimeOfTheChange() {
    assertThat(reader.read(change("/features/vibration/properties/value", "2.5")))
        .containsExactly(
            new Measurement("plant:p1", "vibration", 2.5, null, Quality.GOOD, CHANGED, 7));
  }

  @Test
  void aPropertyThatIsNoValueIsNoFact() {
    assertThat(reader.read(change("/features/vibration/properties/unit", "\"mm/s\""))).isEmpty();
    assertThat(reader.read(change("/attributes/parent", "\"plant:line\""))).isEmpty();
    assertThat(reader.read(change("/features/vibration", "null"))).isEmpty();
  }

  @Test
  void readsAForecastAndItsDrivers() {
    Forecast forecast =
        (Forecast)
            reader
                .read(
                    change(
                        "/features/forecast:rul",
                        "{\"properties\":{\"value\":31.5,\"lower\":20,\"upper\":null,\"level\":0.9,"
                            + "\"unit\":\"h\",\"failureMode\":\"bearing-wear\",\"model\":\"m\","
                            + "\"version\":\"1\",\"at\":\"2026-01-31T09:00:00.000Z\",\"count\":12,"
                            + "\"status\":\"ok\",\"drivers\":[{\"name\":\"s4\",\"weight\":-3}]}}"))
                .get(0);
    assertThat(forecast.name()).isEqualTo("rul");
    assertThat(forecast.value()).isEqualTo(31.5);
    assertThat(forecast.upper()).isNaN();
    assertThat(forecast.at()).isEqualTo(Instant.parse("2026-01-31T09:00:00Z"));
    assertThat(forecast.drivers()).singleElement().extracting("name").isEqualTo("s4");
  }

  @Test
  void readsTheStateOfAnOrder() {
    OrderStatus order =
        (OrderStatus)
            reader
                .read(
                    change(
                        "/features/maintenance",
                        "{\"properties\":{\"orders\":{\"TSX\":{\"orderNumber\":\"1001\","
                            + "\"status\":\"completed\",\"failureMode\":\"bearing-wear\","
                            + "\"episode\":2}}}}"))
                .get(0);
    assertThat(order.state()).isEqualTo(OrderState.COMPLETED);
    assertThat(order.reference()).isEqualTo("TSX");
    assertThat(order.episode()).isEqualTo(2);
  }

  @Test
  void readsOrdersOfOthers() {
    assertThat(
            reader.read(
                change(
                    "/features/maintenance/properties",
                    "{\"others\":{\"4711\":{\"status\":\"APPR\",\"failureMode\":\"imbalance\","
                        + "\"updatedAt\":\"2026-01-31T09:00:00Z\"},"
                        + "\"4712\":{\"status\":\"CLOSE\"}}}")))
        .containsExactly(
            new OpenWorkOrder(
                "plant:p1", "4711", "imbalance", true, Instant.parse("2026-01-31T09:00:00Z"), 7),
            new OpenWorkOrder("plant:p1", "4712", null, false, CHANGED, 7));
  }

  @Test
  void readsAnAnomaly() {
    assertThat(
            reader.read(
                change(
                    "/features/anomaly:vibration/properties",
                    "{\"score\":1.4,\"model\":\"m\",\"version\":\"1\","
                        + "\"at\":\"2026-01-31T09:00:00Z\"}")))
        .containsExactly(
            new Anomaly(
                "plant:p1", "vibration", 1.4, "m", "1", Instant.parse("2026-01-31T09:00:00Z"), 7));
  }

  @Test
  void readsWhatWasFoundAboutTheData() {
    Instant at = Instant.parse("2026-01-31T09:00:00Z");
    String flow = DataFindings.properties("flow", "refused", "unit", at).toString();
    String thing = DataFindings.properties("a/b", "refused", "no JSON", at).toString();
    assertThat(reader.read(change("/features/data-quality/properties", flow)))
        .containsExactly(new DataQuality("plant:p1", "flow", "refused", "unit", at, 7));
    assertThat(reader.read(change("/features/data-quality/properties", thing)))
        .containsExactly(new DataQuality("plant:p1", null, "refused", "no JSON", at, 7));
  }

  @Test
  void readsStockAndFreeTimes() {
    assertThat(
            reader.read(
                change(
                    "/features/stock:bearing/properties",
                    "{\"available\":0,\"nextDelivery\":\"2026-02-02T09:00:00Z\","
                        + "\"leadTimeHours\":48}")))
        .containsExactly(
            new StockLevel(
                "plant:p1",
                "bearing",
                0,
                Instant.parse("2026-02-02T09:00:00Z"),
                Duration.ofHours(48),
                CHANGED,
                7));
    assertThat(
            reader.read(
                change(
                    "/features/production/properties/free",
                    "[{\"from\":\"\",\"to\":\"2026-02-02T09:00:00Z\"}]")))
        .containsExactly(
            new ProductionWindow(
                "plant:p1", CHANGED, Instant.parse("2026-02-02T09:00:00Z"), CHANGED, 7));
    assertThat(reader.read(change("/features/production/properties/free", "[]")))
        .containsExactly(ProductionWindow.none("plant:p1", CHANGED, 7));
  }

  @Test
  void whatStandsInATwinIsToldToRulesThatStartAnew() {
    // GIVEN a twin with what holds until it is told otherwise, something unreadable among it
    String thing =
        """
        {"_revision": 9, "attributes": {"criticality": "A"}, "features": {
          "baselines": {"properties": {"flow.deviation": {"usual": 100, "count": 48}}},
          "stock:bearing": {"properties": {"available": 2, "at": "2026-02-01T00:00:00Z"}},
          "stock:seal": {"properties": {"available": 1, "at": "yesterday"}},
          "production": {"properties": {"free": []}},
          "maintenance": {"properties": {"others": {
            "1": {"status": "open"}, "2": {"status": "completed"}}}},
          "vibration": {"properties": {"value": 1}}}}
        """;
    ThingViews views = new ThingViews(id -> Optional.of(JsonObject.of(thing)));
    // WHEN it is read
    ThingView view = views.load("plant:p1", CHANGED);
    // THEN the rules get it, dated no later than now
    assertThat(view.context().criticality()).isEqualTo("A");
    assertThat(view.standing())
        .containsExactly(
            new Baseline("plant:p1", "flow.deviation", 100, 48, Instant.EPOCH, 9),
            new StockLevel("plant:p1", "bearing", 2, null, CHANGED, 9),
            ProductionWindow.none("plant:p1", CHANGED, 9),
            new OpenWorkOrder("plant:p1", "1", null, true, CHANGED, 9));
  }

  @Test
  void aWrongTimeIsNamedWithItsFeature() {
    assertThatThrownBy(
            () ->
                reader.read(
                    change(
                        "/features/vibration/properties",
                        "{\"value\":1,\"sourceTimestamp\":\"yesterday\"}")))
        .hasMessageContaining("vibration")
        .hasMessageContaining("sourceTimestamp 'yesterday'");
  }
}
