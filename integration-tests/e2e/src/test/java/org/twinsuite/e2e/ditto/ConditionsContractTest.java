package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConditionsContractTest extends DittoContract {

  private String id;

  @BeforeEach
  void sensor() {
    id =
        thing(
            "{\"attributes\":{\"site\":\"Graz\"},\"features\":{\"f\":{\"properties\":{"
                + "\"value\":20.5,\"sourceTimestamp\":\"2026-01-01T00:00:00.000Z\"}}}}");
  }

  private String path(String condition) {
    return "things/" + id + "/features/f/properties?condition=" + encoded(condition);
  }

  @Test
  void writeHappensWhenTheConditionHolds() {
    String newer = "lt(features/f/properties/sourceTimestamp,'2026-01-02T00:00:00.000Z')";
    assertThat(ditto.patch(path(newer), "{\"value\":21}").status()).isEqualTo(204);
    assertThat(ditto.get("things/" + id + "/features/f/properties/value").text()).isEqualTo("21");
  }

  @Test
  void staleWriteIsRefusedAndChangesNothing() {
    String older = "lt(features/f/properties/sourceTimestamp,'2025-12-31T00:00:00.000Z')";
    DittoApi.Answer answer = ditto.patch(path(older), "{\"value\":19}");
    assertThat(answer.status()).isEqualTo(412);
    assertJson(
        answer.json(),
        "{\"status\":412,\"error\":\"things:condition.failed\",\"message\":\"The specified"
            + " condition does not match the state of the requested Thing.\",\"description\":\"The"
            + " provided condition did not match the actual Thing state. Please check your provided"
            + " condition.\"}");
    assertThat(ditto.get("things/" + id).header("etag")).isEqualTo("\"rev:1\"");
  }

  @Test
  void conditionOnAMissingFieldDoesNotHold() {
    assertThat(ditto.patch(path("gt(features/f/properties/missing,1)"), "{}").status())
        .isEqualTo(412);
  }

  @Test
  void firstSampleCanBeLetThroughByExists() {
    String condition = "or(not(exists(features/f/properties/x)),lt(features/f/properties/x,5))";
    assertThat(ditto.patch(path(condition), "{\"x\":9}").status()).isEqualTo(204);
    assertThat(ditto.patch(path(condition), "{\"x\":10}").status()).isEqualTo(412);
  }

  @Test
  void conditionCanBeAHeader() {
    DittoApi.Answer answer =
        ditto.put("things/" + id + "/attributes/a", "1", "condition", "eq(attributes/site,\"X\")");
    assertThat(answer.error()).isEqualTo("things:condition.failed");
  }

  @Test
  void conditionAppliesToReading() {
    String right = "?condition=" + encoded("eq(attributes/site,\"Graz\")");
    String wrong = "?condition=" + encoded("eq(attributes/site,\"Wien\")");
    assertThat(ditto.get("things/" + id + right).status()).isEqualTo(200);
    assertThat(ditto.get("things/" + id + wrong).status()).isEqualTo(412);
  }

  @Test
  void conditionAppliesToDeletion() {
    String wrong = "?condition=" + encoded("eq(attributes/site,\"Wien\")");
    assertThat(ditto.delete("things/" + id + "/attributes/site" + wrong).status()).isEqualTo(412);
    assertThat(ditto.delete("things/" + id + wrong).status()).isEqualTo(412);
  }

  @Test
  void conditionCanCombineAndLookAtMetadata() {
    String holds =
        "and(gt(_revision,0),like(attributes/site,\"G*\"),in(features/f/properties/value,20.5,1))";
    String fails = "and(gt(_revision,1),like(attributes/site,\"G*\"))";
    assertThat(ditto.patch(path(fails), "{}").status()).isEqualTo(412);
    assertThat(ditto.patch(path(holds), "{\"value\":1}").status()).isEqualTo(204);
  }

  @Test
  void malformedConditionIsRefused() {
    DittoApi.Answer answer = ditto.patch(path("eq(attributes/site"), "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("things:condition.invalid");
  }

  @Test
  void mergeCanHaveAConditionPerPath() {
    DittoApi.Answer answer =
        ditto.patch(
            "things/" + id,
            "{\"attributes\":{\"site\":\"Wien\",\"n\":1},"
                + "\"features\":{\"f\":{\"properties\":{\"value\":1}}}}",
            "merge-thing-patch-conditions",
            "{\"features/f/properties/value\":\"lt(features/f/properties/value,5)\","
                + "\"attributes/site\":\"eq(attributes/site,'Graz')\"}");
    assertThat(answer.status()).isEqualTo(204);
    assertJson(ditto.get("things/" + id + "/attributes").value(), "{\"site\":\"Wien\",\"n\":1}");
    assertThat(ditto.get("things/" + id + "/features/f/properties/value").text()).isEqualTo("20.5");
  }

  @Test
  void conditionDoesNotHinderCreation() {
    String other = newId();
    String condition = "?condition=" + encoded("eq(attributes/site,\"Graz\")");
    assertThat(ditto.put("things/" + other + condition, "{}").status()).isEqualTo(201);
  }
}
