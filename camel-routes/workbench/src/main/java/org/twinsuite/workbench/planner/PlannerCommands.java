package org.twinsuite.workbench.planner;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.Decisions;
import org.twinsuite.rules.autonomy.LevelChange;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.User;

/** What planners say, checked: the same for machines (JSON) and for the forms of the pages. */
public final class PlannerCommands {
  private static final int WHY_LENGTH = 2000;
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);
  private final Decisions decisions;
  private final AutonomyStore autonomy;
  private final ParkedRetry parked;

  public PlannerCommands(Decisions decisions, AutonomyStore autonomy, ParkedRetry parked) {
    this.decisions = decisions;
    this.autonomy = autonomy;
    this.parked = parked;
  }

  /** Approve, reject or snooze. */
  public HttpResponse decide(String reference, String verb, String until, String why, User user) {
    String reason = reason(why);
    Instant now = Instant.now();
    Decisions.Result result =
        switch (verb) {
          case "approve" -> decisions.approve(reference, user.name(), reason, now);
          case "reject" -> decisions.reject(reference, user.name(), reason, now);
          case "snooze" -> decisions.snooze(reference, until(until, now), user.name(), reason, now);
          default -> throw new IllegalArgumentException("say approve, reject or snooze");
        };
    return switch (result) {
      case DONE, ALREADY ->
          HttpResponse.json(200, Map.of("reference", reference, "result", word(result)));
      case TOO_LATE ->
          HttpResponse.error(409, "order " + reference + " was decided otherwise before");
      case UNKNOWN -> HttpResponse.error(404, "no order has the reference " + reference);
    };
  }

  /** Changes the level of a rule, everywhere or where {@code ruleId} says. */
  public HttpResponse move(String ruleId, String level, String why, User user) {
    Optional<LevelChange> change =
        autonomy.move(ruleId, Autonomy.parse(level), user.name(), reason(why), Instant.now());
    return HttpResponse.json(
        200, Map.of("rule", ruleId, "result", change.isPresent() ? "done" : "already"));
  }

  /** Tries a parked item again or drops it. */
  public HttpResponse settle(String id, String verb, String why, User user) {
    long number;
    try {
      number = Long.parseLong(id);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("'" + id + "' is not the number of a parked item", none);
    }
    String reason = reason(why);
    ParkedRetry.Result result =
        switch (verb) {
          case "retry" -> parked.retry(number, user.name(), reason);
          case "drop" -> parked.drop(number, user.name(), reason);
          default -> throw new IllegalArgumentException("say retry or drop");
        };
    return result == ParkedRetry.Result.DONE
        ? HttpResponse.json(200, Map.of("id", number, "result", "done"))
        : HttpResponse.error(404, "no parked item " + number + " waits");
  }

  private static String reason(String why) {
    String reason = why.strip();
    if (reason.isEmpty() || reason.length() > WHY_LENGTH) {
      throw new IllegalArgumentException("why: say in 1 to " + WHY_LENGTH + " characters why");
    }
    return reason;
  }

  /** An instant, or a duration from now. */
  private static Instant until(String text, Instant now) {
    Instant until;
    try {
      until = text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "until '"
              + text
              + "' is not a valid instant, e.g. 2026-01-31T10:00:00Z, nor a duration, e.g."
              + " PT4H",
          wrong);
    }
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
      throw new IllegalArgumentException(
          "until: within the next " + LONGEST_SNOOZE.toDays() + " days");
    }
    return until;
  }

  private static String word(Decisions.Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }
}
