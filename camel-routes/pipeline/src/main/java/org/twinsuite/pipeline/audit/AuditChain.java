package org.twinsuite.pipeline.audit;

import java.util.ArrayList;
import java.util.List;

/** Verifies lines of the audit log in their order. */
public final class AuditChain {
  private static final int MOST_PROBLEMS = 20;
  private final List<String> problems = new ArrayList<>();
  private AuditEntry last;
  private long count;
  private Anchor anchor;

  /**
   * A line that is known from elsewhere, such as an export that was put away.
   *
   * @param hash of that line
   */
  public record Anchor(long sequence, String hash) {}

  /**
   * What was found.
   *
   * @param problems empty when every line is as it was written
   * @param lastSequence 0 when there is no line
   */
  public record Result(long entries, long lastSequence, String lastHash, List<String> problems) {
    public boolean sound() {
      return problems.isEmpty();
    }
  }

  /** Takes the next line. */
  public void next(AuditEntry entry) {
    count++;
    long expected = last == null ? 1 : last.sequence() + 1;
    if (entry.sequence() != expected) {
      problem(
          entry.sequence() > expected
              ? "%d to %d are missing".formatted(expected, entry.sequence() - 1)
              : "%d stands after %d".formatted(entry.sequence(), expected - 1));
    } else if (!entry.previousHash().equals(last == null ? AuditEntry.GENESIS : last.hash())) {
      problem("%d does not follow the line before it".formatted(entry.sequence()));
    }
    if (!entry.expectedHash().equals(entry.hash())) {
      problem("%d was changed".formatted(entry.sequence()));
    }
    if (anchor != null && entry.sequence() == anchor.sequence()) {
      if (!entry.hash().equals(anchor.hash())) {
        problem("%d is not the line that was exported".formatted(entry.sequence()));
      }
      anchor = null;
    }
    last = entry;
  }

  /** The line that has to occur. */
  public AuditChain expecting(Anchor known) {
    this.anchor = known;
    return this;
  }

  /**
   * @param head the last line according to where it is noted besides; {@code null} without one
   */
  public Result end(Anchor head) {
    long lastSequence = last == null ? 0 : last.sequence();
    if (head != null && head.sequence() > lastSequence) {
      problem("%d to %d are missing at the end".formatted(lastSequence + 1, head.sequence()));
    } else if (head != null
        && (head.sequence() != lastSequence || last != null && !head.hash().equals(last.hash()))) {
      problem("%d is not the last line that was written".formatted(lastSequence));
    }
    if (anchor != null) {
      problem("%d, which was exported, is missing".formatted(anchor.sequence()));
    }
    return new Result(
        count, lastSequence, last == null ? AuditEntry.GENESIS : last.hash(), problems);
  }

  private void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }
}
