package org.twinsuite.ditto.extensions.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.rql.parser.RqlPredicateParser;
import org.eclipse.ditto.rql.query.expression.ThingsFieldExpressionFactory;
import org.eclipse.ditto.rql.query.filter.QueryFilterCriteriaFactory;
import org.eclipse.ditto.rql.query.things.ThingPredicateVisitor;
import org.eclipse.ditto.things.model.Thing;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.junit.jupiter.api.Test;
import org.twinsuite.ditto.extensions.option.InvalidOption;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.LostSource;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.Quality;

class TwinMessagesTest {

  private static final long T = 1_700_000_000_000L;
  private static final String THING = "org.test:pump-7";
  private static final SourceUnit CELSIUS = SourceUnit.ofCode("Cel");

  @Test
  void aSampleBecomesAMeasuredPoint() {
    List<Adaptable> messages = messages("{}", 0, sample("temp", 21.5, T, T + 5)).of(at(T + 9));

    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).getPayload().getValue().orElseThrow())
        .isEqualTo(
            JsonObject.of(
                "{\"temp\":{\"properties\":{\"value\":21.5,\"unit\":\"Cel\","
                    + "\"quality\":{\"severity\":\"good\",\"code\":\"Good\"},"
                    + "\"sourceTimestamp\":\"2023-11-14T22:13:20.000Z\","
                    + "\"serverTimestamp\":\"2023-11-14T22:13:20.005Z\","
                    + "\"receivedAt\":\"2023-11-14T22:13:20.009Z\"}}}"));
  }

  @Test
  void valuesAreConvertedToTheTwinsUnit() {
    List<Adaptable> messages =
        messages("{\"units\":{\"temp\":\"K\"}}", 0, sample("temp", 20, T, T)).of(at(T));

    assertThat(at(messages.get(0), "/temp/properties/value").asDouble()).isEqualTo(293.15);
    assertThat(at(messages.get(0), "/temp/properties/unit").asString()).isEqualTo("K");
  }

  @Test
  void aUnitThatDoesNotFitIsRejectedAndTheRestGoesOn() {
    List<Adaptable> messages =
        messages(
                "{\"units\":{\"temp\":\"bar\"}}",
                0,
                sample("temp", 20, T, T),
                sample("other", 1, T, T))
            .of(at(T));

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).getPayload().getValue().orElseThrow().asObject().getKeys())
        .extracting(Object::toString)
        .containsExactly("other");
    assertThat(messages.get(1).getTopicPath().getPath())
        .isEqualTo("org.test/pump-7/things/live/messages/rejected-samples");
    assertThat(messages.get(1).getPayload().getValue().orElseThrow().toString())
        .contains("\"field\":\"temp\"")
        .contains("'Cel' cannot be converted to 'bar'");
    assertThat(messages.get(1).getDittoHeaders()).containsEntry("correlation-id", "c-1");
  }

  @Test
  void onlyTheNewestGoesIntoTheTwinAndTheRestToHistory() {
    // GIVEN samples of one point in any order, one of them marked by its source
    List<Adaptable> messages =
        messages(
                "{}",
                0,
                sample("temp", 2, T + 2, T),
                sample("temp", 3, T + 3, T),
                sample("temp", 1, T + 1, T),
                new Sample(THING, "temp", JsonValue.of(9.0), CELSIUS, Quality.GOOD, T + 9, T, true))
            .of(at(T + 10));

    assertThat(messages).hasSize(2);
    assertThat(at(messages.get(0), "/temp/properties/value").asDouble()).isEqualTo(3.0);
    Adaptable historical = messages.get(1);
    assertThat(historical.getPayload().getPath().toString())
        .isEqualTo("/outbox/messages/historical-samples");
    assertThat(historical.getPayload().getValue().orElseThrow().asArray().stream())
        .extracting(one -> one.asObject().getValue("value").orElseThrow().asDouble())
        .containsExactly(2.0, 1.0, 9.0);
    assertThat(historical.getDittoHeaders()).containsEntry("response-required", "false");
  }

  @Test
  void aLateSampleOfALaterMessageGoesToHistoryToo() {
    FixedReader reader = new FixedReader();
    TwinMessages messages = new TwinMessages(reader, options("{}"), 0);
    reader.next(sample("temp", 2, T + 2, T));
    messages.of(at(T + 3));

    reader.next(sample("temp", 1, T + 1, T), sample("flow", 1, T + 1, T));
    List<Adaptable> late = messages.of(at(T + 4));

    assertThat(late).hasSize(2);
    assertThat(late.get(0).getPayload().getValue().orElseThrow().asObject().getKeys())
        .extracting(Object::toString)
        .containsExactly("flow");
  }

  @Test
  void dittosOwnRqlKeepsAnOlderSampleOut() {
    String condition =
        messages("{}", 0, sample("a:b.c-d_e", 1, T, T), sample("flow", 1, T, T))
            .of(at(T))
            .get(0)
            .getDittoHeaders()
            .get("condition");

    assertThat(holds(condition, Map.of())).isTrue();
    assertThat(holds(condition, Map.of("flow", T - 1))).isTrue();
    assertThat(holds(condition, Map.of("flow", T))).isTrue(); // delivered again
    assertThat(holds(condition, Map.of("flow", T + 1))).isFalse();
    assertThat(holds(condition, Map.of("flow", T - 1, "a:b.c-d_e", T + 1))).isFalse();
  }

  @Test
  void guardPointHasACommandForEachPoint() {
    List<Adaptable> messages =
        messages("{\"guard\":\"point\"}", 0, sample("a", 1, T, T), sample("b", 1, T, T)).of(at(T));

    assertThat(messages).hasSize(2);
    assertThat(holds(messages.get(1).getDittoHeaders().get("condition"), Map.of("a", T + 1)))
        .isTrue();
    assertThat(holds(messages.get(1).getDittoHeaders().get("condition"), Map.of("b", T + 1)))
        .isFalse();
  }

  @Test
  void guardPatchHasAConditionForEachPoint() {
    List<Adaptable> messages =
        messages("{\"guard\":\"patch\"}", 0, sample("a", 1, T, T), sample("b", 1, T, T)).of(at(T));

    assertThat(messages).hasSize(1);
    JsonObject conditions =
        JsonObject.of(messages.get(0).getDittoHeaders().get("merge-thing-patch-conditions"));
    assertThat(holds(conditions.getValue("b").orElseThrow().asString(), Map.of("b", T + 1)))
        .isFalse();
    assertThat(messages.get(0).getDittoHeaders()).doesNotContainKey("condition");
  }

  @Test
  void staleMarksWhatTheTwinStillShows() {
    FixedReader reader = new FixedReader();
    TwinMessages messages = new TwinMessages(reader, options("{}"), 0);
    reader.next(sample("temp", 2, T, T));
    messages.of(at(T));
    reader.gone(new LostSource(THING, List.of("temp")));

    Adaptable stale = messages.of(at(T + 1)).get(0);

    assertThat(at(stale, "/temp/properties/quality/severity").asString()).isEqualTo("bad");
    assertThat(at(stale, "/temp/properties/value").isNull()).isTrue();
    String condition = stale.getDittoHeaders().get("condition");
    assertThat(holds(condition, Map.of("temp", T))).isTrue();
    assertThat(holds(condition, Map.of("temp", T + 1))).isFalse();
    assertThat(holds(condition, Map.of())).isFalse();
  }

  @Test
  void badQualityRemovesTheValue() {
    Sample bad =
        new Sample(THING, "temp", JsonValue.of(1.0), null, Quality.bad("Bad"), T, T, false);

    assertThat(at(messages("{}", 0, bad).of(at(T)).get(0), "/temp/properties/value").isNull())
        .isTrue();
  }

  @Test
  void aClockFarAheadIsReplacedAndReportedOnce() {
    // GIVEN a sample of a clock that is 11 s ahead
    FixedReader reader = new FixedReader();
    TwinMessages messages = new TwinMessages(reader, options("{\"clockAheadSeconds\":10}"), 0);
    reader.next(sample("temp", 1, T + 11_000, T));

    // WHEN it comes, and true ones after it
    List<Adaptable> first = messages.of(at(T));
    reader.next(sample("temp", 2, T + 12_000, T));
    List<Adaptable> second = messages.of(at(T + 1));
    reader.next(sample("temp", 3, T + 2, T));
    List<Adaptable> third = messages.of(at(T + 2));

    // THEN it is dated with its reception, keeps out none of the others, and is reported once
    assertThat(at(first.get(0), "/temp/properties/sourceTimestamp").asString())
        .isEqualTo(IsoInstant.format(T));
    assertThat(first.get(1).getPayload().getValue().orElseThrow().toString())
        .contains("PT11S ahead of the reception");
    assertThat(second).hasSize(1);
    assertThat(third).hasSize(1);
    assertThat(at(third.get(0), "/temp/properties/value").asDouble()).isEqualTo(3.0);
  }

  @Test
  void theGatewaysTimeComesFromAHeader() {
    MappedMessage message =
        new MappedMessage(Map.of("creation-time", "" + (T + 4)), "", null, T + 9, "c");

    Adaptable merge = messages("{}", 0, sample("temp", 1, T, Sample.UNKNOWN)).of(message).get(0);

    assertThat(at(merge, "/temp/properties/serverTimestamp").asString())
        .isEqualTo(IsoInstant.format(T + 4));
  }

  @Test
  void moreMessagesThanDittoTakesAreRefusedWithTheSettingToRaise() {
    TwinMessages messages =
        messages("{\"guard\":\"point\"}", 1, sample("a", 1, T, T), sample("b", 1, T, T));

    assertThatThrownBy(() -> messages.of(at(T)))
        .isInstanceOfSatisfying(
            PayloadError.class,
            e -> {
              assertThat(e.getMessage()).contains("2 messages").contains("takes 1");
              assertThat(e.fix()).contains("max-mapped-inbound-messages");
            });
  }

  @Test
  void wrongOptionsAreNamed() {
    wrong("{\"unit\":{}}", "Option 'unit' is unknown");
    wrong("{\"units\":{\"temp\":\"wat\"}}", "Option 'units'");
    wrong("{\"units\":{\"temp\":\"°C\"}}", "write 'Cel'");
    wrong("{\"guard\":\"none\"}", "thing, point or patch");
    wrong("{\"clockAheadSeconds\":-1}", "from 0");
    wrong("{\"rememberedThings\":\"many\"}", "whole number");
    wrong("{\"serverTimeHeader\":\"\"}", "not empty");
  }

  private static void wrong(String json, String reason) {
    assertThatThrownBy(() -> options(json))
        .isInstanceOf(InvalidOption.class)
        .hasMessageContaining(reason);
  }

  private static TwinOptions options(String json) {
    Map<String, JsonValue> values = new HashMap<>();
    JsonObject.of(json).forEach(field -> values.put(field.getKeyName(), field.getValue()));
    return TwinOptions.of(new OptionValues(values, TwinOptions.ALL));
  }

  private static TwinMessages messages(String options, int limit, Sample... samples) {
    FixedReader reader = new FixedReader();
    reader.next(samples);
    return new TwinMessages(reader, options(options), limit);
  }

  private static Sample sample(String tag, double value, long source, long server) {
    return new Sample(
        THING, tag, JsonValue.of(value), CELSIUS, Quality.GOOD, source, server, false);
  }

  private static MappedMessage at(long now) {
    return new MappedMessage(Map.of(), "", null, now, "c-1");
  }

  private static JsonValue at(Adaptable message, String pointer) {
    return message
        .getPayload()
        .getValue()
        .orElseThrow()
        .asObject()
        .getValue(JsonPointer.of(pointer))
        .orElseThrow();
  }

  /** Whether Ditto finds the condition true of a thing with these source times. */
  private static boolean holds(String condition, Map<String, Long> sourceTimes) {
    var thing =
        ThingsModelFactory.newThingBuilder()
            .setId(org.eclipse.ditto.things.model.ThingId.of(THING));
    sourceTimes.forEach(
        (tag, time) ->
            thing.setFeature(
                ThingsModelFactory.newFeatureBuilder()
                    .properties(
                        ThingsModelFactory.newFeaturePropertiesBuilder()
                            .set("sourceTimestamp", IsoInstant.format(time))
                            .build())
                    .withId(tag)
                    .build()));
    Thing built = thing.build();
    var criteria =
        QueryFilterCriteriaFactory.of(
                ThingsFieldExpressionFactory.of(
                    Map.of("thingId", "thingId", "features", "features")),
                RqlPredicateParser.getInstance())
            .filterCriteria(condition, DittoHeaders.empty());
    return ThingPredicateVisitor.apply(criteria).test(built);
  }
}
