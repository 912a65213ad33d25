package org.twinsuite.rules.episode;

/** What became of the symptom after the order was completed. */
public enum RepairOutcome {
  /** No completed order, or not yet known. */
  PENDING,
  SYMPTOM_GONE,
  SYMPTOM_STAYED
}
