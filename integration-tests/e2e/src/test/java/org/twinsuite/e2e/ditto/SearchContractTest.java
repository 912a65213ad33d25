package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The index may lag: whatever is expected is awaited. */
class SearchContractTest extends DittoContract {

  private String run;

  @BeforeEach
  void fiveThings() {
    run = UUID.randomUUID().toString();
    for (int n = 1; n <= 5; n++) {
      thing("{\"attributes\":{\"run\":\"" + run + "\",\"n\":" + n + ",\"name\":\"p" + n + "\"}}");
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> numbers("", "").size() == 5);
  }

  private String path(String filter, String option) {
    String mine = "eq(attributes/run,\"" + run + "\")";
    String all = filter.isEmpty() ? mine : "and(" + mine + "," + filter + ")";
    return "search/things?namespaces="
        + NAMESPACE
        + "&filter="
        + encoded(all)
        + (option.isEmpty() ? "" : "&option=" + encoded(option));
  }

  private static List<Integer> numbers(JsonObject page) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonValue item : page.getValue("items").orElseThrow().asArray()) {
      numbers.add(item.asObject().getValue("attributes/n").orElseThrow().asInt());
    }
    return numbers;
  }

  private List<Integer> numbers(String filter, String option) {
    return numbers(ditto.get(path(filter, option)).json());
  }

  @Test
  void filterSelects() {
    assertThat(numbers("gt(attributes/n,3)", "")).containsExactlyInAnyOrder(4, 5);
    assertThat(numbers("in(attributes/n,1,5,9)", "")).containsExactlyInAnyOrder(1, 5);
    assertThat(numbers("not(eq(attributes/n,2))", "")).containsExactlyInAnyOrder(1, 3, 4, 5);
    assertThat(numbers("like(attributes/name,\"p?\")", "")).hasSize(5);
    assertThat(numbers("exists(attributes/missing)", "")).isEmpty();
  }

  @Test
  void onlyPageSaysSo() {
    JsonObject page = ditto.get(path("", "")).json();
    assertThat(page.getValue("nextPageOffset")).contains(JsonValue.of(-1));
    assertThat(page.contains("cursor")).isFalse();
  }

  @Test
  void sortOrders() {
    assertThat(numbers("", "sort(+attributes/n)")).containsExactly(1, 2, 3, 4, 5);
    assertThat(numbers("", "sort(-attributes/n)")).containsExactly(5, 4, 3, 2, 1);
    assertThat(numbers("", "sort(-attributes/n),size(2)")).containsExactly(5, 4);
  }

  @Test
  void cursorGoesOnToTheLastPageWhichHasNone() {
    JsonObject first = ditto.get(path("", "sort(+attributes/n),size(3)")).json();
    assertThat(numbers(first)).containsExactly(1, 2, 3);
    assertThat(first.contains("nextPageOffset")).isFalse();

    String cursor = first.getValue("cursor").orElseThrow().asString();
    JsonObject last =
        ditto.get(path("", "sort(+attributes/n),size(3),cursor(" + cursor + ")")).json();
    assertThat(numbers(last)).containsExactly(4, 5);
    assertThat(last.contains("cursor")).isFalse();
    assertThat(last.contains("nextPageOffset")).isFalse();
  }

  @Test
  void fieldsSelect() {
    JsonObject page = ditto.get(path("eq(attributes/n,1)", "") + "&fields=attributes/name").json();
    assertJson(page.getValue("items").orElseThrow(), "[{\"attributes\":{\"name\":\"p1\"}}]");
  }

  @Test
  void countCounts() {
    String path = path("gt(attributes/n,1)", "").replace("search/things?", "search/things/count?");
    assertThat(ditto.get(path).text()).isEqualTo("4");
  }

  @Test
  void otherNamespacesAreLeftOut() {
    String path = path("", "").replace("namespaces=" + NAMESPACE, "namespaces=org.other");
    assertThat(numbers(ditto.get(path).json())).isEmpty();
  }

  @Test
  void strangerFindsNothing() {
    assertThat(numbers(other().get(path("", "")).json())).isEmpty();
  }

  @Test
  void deletedThingIsNoLongerFound() {
    JsonObject page = ditto.get(path("eq(attributes/n,3)", "") + "&fields=thingId").json();
    JsonObject found =
        page.getValue("items").orElseThrow().asArray().get(0).orElseThrow().asObject();
    String id = found.getValue("thingId").orElseThrow().asString();
    ditto.delete("things/" + id);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(numbers("", "")).containsExactlyInAnyOrder(1, 2, 4, 5));
  }

  @Test
  void sizeIsLimited() {
    DittoApi.Answer answer = ditto.get(path("", "size(201)"));
    assertThat(answer.status()).isEqualTo(400);
    DittoApi.Answer unknown = ditto.get(path("", "nonsense(1)"));
    assertThat(unknown.status()).isEqualTo(400);
  }

  @Test
  void resultsCanBeStreamedAndResumed() {
    String path = path("", "sort(+attributes/n)") + "&fields=attributes/n";
    try (EventLines all = EventLines.open(ditto, path)) {
      await().atMost(Duration.ofMinutes(1)).until(all::ended);
      assertThat(all.events()).hasSize(5);
      assertJson(all.events().get(0), "{\"attributes\":{\"n\":1}}");

      String third =
          all.filled().stream()
              .filter(line -> line.startsWith("id:"))
              .map(line -> line.substring(3).trim())
              .toList()
              .get(2);
      try (EventLines rest = EventLines.open(ditto, path, "Last-Event-ID", third)) {
        await().atMost(Duration.ofMinutes(1)).until(rest::ended);
        assertThat(rest.events()).isEqualTo(all.events().subList(3, 5));
      }
    }
  }

  @Test
  void limitGivesTheOffsetOfTheNextPage() {
    JsonObject page = ditto.get(path("", "sort(+attributes/n),limit(1,2)")).json();
    assertThat(numbers(page)).containsExactly(2, 3);
    assertThat(page.getValue("nextPageOffset")).contains(JsonValue.of(3));
  }

  @Test
  void searchCanBePosted() {
    String form = "namespaces=" + NAMESPACE + "&fields=attributes/n&filter=";
    String mine = encoded("and(eq(attributes/run,\"" + run + "\"),eq(attributes/n,2))");
    String type = "application/x-www-form-urlencoded";
    DittoApi.Answer answer = ditto.post("search/things", form + mine, type);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(numbers(answer.json())).containsExactly(2);
    assertThat(ditto.post("search/things/count", "filter=" + mine, type).text()).isEqualTo("1");
  }

  @Test
  void optionsAreChecked() {
    DittoApi.Answer size = ditto.get(path("", "size(201)"));
    assertThat(size.error()).isEqualTo("thing-search:search.option.invalid");
    assertThat(size.text()).contains("must be less than or equal to <200> but it was <201>!");
    assertThat(ditto.get(path("", "cursor(abc)")).error())
        .isEqualTo("thing-search:search.option.invalid");
    assertThat(ditto.get(path("", "nonsense(1)")).error()).isEqualTo("rql.expression.invalid");
  }
}
