package org.twinsuite.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs all checks; one that breaks does not stop the others. */
public final class Doctor {
  private final List<Check> checks;

  public Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * @param told each finding as soon as it is there
   * @return all findings
   */
  public List<Finding> examine(Consumer<Finding> told) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      Consumer<Finding> note =
          finding -> {
            findings.add(finding);
            told.accept(finding);
          };
      try {
        check.look(note);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        note.accept(Finding.failed(check.area(), "", "interrupted", "run the doctor again"));
        return findings;
      } catch (Exception broken) {
        note.accept(
            Finding.failed(
                check.area(),
                "",
                String.valueOf(broken.getMessage()),
                "correct what is said and run the doctor again"));
      }
    }
    return findings;
  }
}
