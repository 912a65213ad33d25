package org.twinsuite.rules.detect;

/**
 * What several signs together say is wrong. Rules insert it logically, so that it goes with the
 * signs; rules that only see that something is wrong name the failure mode by it.
 */
public record Diagnosis(String thingId, String failureMode) {

  public String getThingId() {
    return thingId;
  }

  public String getFailureMode() {
    return failureMode;
  }
}
