package org.twinsuite.workbench.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.rules.json.RulesJson;

/**
 * A back-test as somebody asks for it over HTTP; every field may be missing.
 *
 * @param pack {@code active} (as when it is missing), {@code standard} or the name of a pack
 * @param against the same, to compare with; missing compares with none
 * @param from ISO-8601 instant
 * @param to ISO-8601 instant, exclusive
 * @param horizon ISO-8601 duration, 30 days when it is missing
 * @param failures known failures
 */
public record BackTestRequest(
    String pack, String against, String from, String to, String horizon, List<Failure> failures) {

  private static final Duration HORIZON = Duration.ofDays(30);

  /** A known failure. */
  public record Failure(String thing, String failureMode, String at, String repairedAt) {}

  /**
   * @throws IllegalArgumentException naming the field that cannot be read
   */
  static BackTestRequest parse(String json) {
    BackTestRequest request;
    try {
      request = RulesJson.read(json.isBlank() ? "{}" : json, BackTestRequest.class);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "the body is not a JSON object, e.g. {\"pack\": \"new-pack\", \"against\": \"active\"}",
          unreadable);
    }
    if (request == null) {
      throw new IllegalArgumentException("the body is not a JSON object");
    }
    request.begin();
    request.end();
    request.within();
    request.known();
    return request;
  }

  Instant begin() {
    return instant("from", from);
  }

  Instant end() {
    return instant("to", to);
  }

  Duration within() {
    if (horizon == null) {
      return HORIZON;
    }
    try {
      return Duration.parse(horizon);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("horizon '" + horizon + "': give such as P30D", wrong);
    }
  }

  List<PastFailure> known() {
    List<PastFailure> known = new ArrayList<>();
    List<Failure> given = failures == null ? List.of() : failures;
    for (int i = 0; i < given.size(); i++) {
      Failure failure = given.get(i);
      String field = "failures[" + i + "]";
      if (failure == null || failure.thing() == null || failure.at() == null) {
        throw new IllegalArgumentException(field + " needs thing and at");
      }
      known.add(
          new PastFailure(
              failure.thing(),
              failure.failureMode(),
              instant(field + ".at", failure.at()),
              instant(field + ".repairedAt", failure.repairedAt())));
    }
    return known;
  }

  private static Instant instant(String field, String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          field + " '" + text + "' is no ISO-8601 instant such as 2026-01-31T10:00:00Z", wrong);
    }
  }
}
