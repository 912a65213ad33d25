package org.twinsuite.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.twinsuite.e2e.cases.Cases;

/** Runs the cases of a folder, {@code -Dbench.data=DIR}, and counts those that pass. */
public final class CasesBench implements Bench {

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public void run(BenchContext context) throws Exception {
    Path folder =
        context
            .parameter("data")
            .map(Path::of)
            .orElse(Path.of("integration-tests", "e2e", "src", "test", "cases"));
    int passed = 0;
    int failed = 0;
    for (Path input : Cases.below(folder)) {
      List<String> differences = Cases.run(input);
      if (differences.isEmpty()) {
        passed++;
      } else {
        failed++;
        context.note(folder.relativize(input) + ": " + String.join("; ", differences));
      }
    }
    context.figure("passed", passed, "cases");
    context.figure("failed", failed, "cases");
  }
}
