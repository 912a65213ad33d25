package org.twinsuite.connectors.cmms.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;

class RestPagesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private final List<String> asked = new ArrayList<>();

  private static RestTemplate.Call call(String path, String next) {
    return new RestTemplate.Call(path, null, null, null, null, "$.rows", next, null);
  }

  private RestPages pages(Function<Integer, String> answers) {
    return new RestPages(
        "plant",
        2,
        (call, values) -> {
          asked.add(new Placeholders(values).path(call.path()));
          return json(answers.apply(asked.size() - 1));
        });
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void followsTheCursorToItsEnd() {
    // GIVEN
    RestPages pages =
        pages(
            page ->
                switch (page) {
                  case 0 -> "{'rows':[{'n':1}],'next':'a&b'}";
                  case 1 -> "{'rows':[],'next':'c'}";
                  default -> "{'rows':[{'n':2}],'next':null}";
                });
    // WHEN, THEN a page may be empty before the end
    assertThat(pages.stream(call("/x?cursor={cursor}&limit={pageSize}", "$.next"), Map.of()))
        .extracting(row -> row.get("n").asInt())
        .containsExactly(1, 2);
    assertThat(asked)
        .containsExactly("/x?limit=2", "/x?cursor=a%26b&limit=2", "/x?cursor=c&limit=2");
  }

  @Test
  void aCallWithoutAPageIsMadeOnce() {
    assertThat(pages(page -> "{'rows':[{'n':1}]}").stream(call("/x", null), Map.of())).hasSize(1);
    assertThat(asked).containsExactly("/x");
  }

  @Test
  void aSystemThatIgnoresTheOffsetIsToldSoAndNotReadForEver() {
    // GIVEN
    RestPages pages = pages(page -> "{'rows':[{'n':1},{'n':2}]}");
    // WHEN, THEN
    assertThatThrownBy(() -> pages.stream(call("/x?offset={offset}", null), Map.of()).toList())
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("page 2")
        .hasMessageContaining("{offset}");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aSystemThatGivesFewerRowsThanAskedForIsReadWithoutAHole() {
    // GIVEN a system that never gives more than one row, whatever is asked for
    RestPages pages =
        pages(
            page ->
                switch (asked.get(page)) {
                  case "/x?offset=0" -> "{'rows':[{'n':1}]}";
                  case "/x?offset=1" -> "{'rows':[{'n':2}]}";
                  case "/x?offset=2" -> "{'rows':[{'n':3}]}";
                  default -> "{'rows':[]}";
                });
    // WHEN, THEN
    assertThat(pages.stream(call("/x?offset={offset}", null), Map.of()))
        .extracting(row -> row.get("n").asInt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void aCursorThatComesAgainIsNotFollowedForEver() {
    // GIVEN
    RestPages pages = pages(page -> page < 50 ? "{'rows':[],'next':'a'}" : "{'rows':[]}");
    // WHEN, THEN
    assertThatThrownBy(() -> pages.stream(call("/x?cursor={cursor}", "$.next"), Map.of()).toList())
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("{cursor}");
    assertThat(asked).hasSize(2);
  }

  @Test
  void pagesAreAskedForOnlyAsFarAsTheyAreRead() {
    // WHEN
    pages(page -> "{'rows':[{'n':" + page + "}]}").stream(call("/x?page={page}", null), Map.of())
        .limit(2)
        .forEach(row -> {});
    // THEN
    assertThat(asked).containsExactly("/x?page=0", "/x?page=1");
  }

  @Test
  void aCursorNeedsAPlaceWhereItStands() {
    assertThatThrownBy(() -> call("/x?cursor={cursor}", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("next");
    assertThatThrownBy(() -> call("/x?offset={offset}", "$.next"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("next");
  }
}
