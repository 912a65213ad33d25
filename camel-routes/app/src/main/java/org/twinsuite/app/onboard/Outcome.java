package org.twinsuite.app.onboard;

/** What a step did. */
public enum Outcome {
  /** It was not there and is now. */
  CREATED,
  /** It was there as asked for. */
  UNCHANGED,
  /** It was there and differed; now it is as asked for. */
  CHANGED,
  /** It is not as asked for; the step says why. */
  FAILED
}
