package org.twinsuite.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.eclipse.ditto.json.JsonFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.Quality;

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
