package org.twinsuite.app.onboard;

/**
 * One step of onboarding.
 *
 * @param part what it is about: {@code hono-tenant}, {@code ditto-policy}, {@code
 *     ditto-connection}, {@code ditto-thing}, {@code hono-device} or {@code hono-credentials}
 * @param id its id in the system that holds it
 * @param why the reason for a failure, or what differed; {@code null} when there is nothing to say
 */
public record Step(String part, String id, Outcome outcome, String why) {

  static Step failed(String part, String id, String why) {
    return new Step(part, id, Outcome.FAILED, why);
  }
}
