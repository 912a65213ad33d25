package org.twinsuite.workbench.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.rules.signature.TrustedKeys;

class BackTestJobsTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private final CountDownLatch go = new CountDownLatch(1);

  @Test
  void oneRunsAtATimeWithTheLowestPriorityAndCanBeStopped() throws Exception {
    // GIVEN one that works until it is let go
    int[] priority = new int[1];
    try (BackTestJobs jobs = new BackTestJobs(request -> progress -> waiting(priority, progress))) {
      BackTestJob job = jobs.start(BackTestRequest.parse(""), "ann").orElseThrow();
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(job.json(false).toString()).contains("rows=5, of=10"));

      // THEN
      assertThat(priority[0]).isEqualTo(Thread.MIN_PRIORITY);
      assertThat(jobs.start(BackTestRequest.parse("{}"), "bob")).isEmpty();
      assertThat(job.json(false)).containsEntry("state", "running").containsEntry("by", "ann");

      // WHEN
      job.stop();

      // THEN
      await().atMost(LONG).until(() -> !job.running());
      assertThat(job.json(true)).containsEntry("state", "stopped").containsEntry("result", null);
      assertThat(jobs.start(BackTestRequest.parse("{}"), "bob")).isPresent();
    }
  }

  private BackTestResult waiting(int[] priority, BackTestRun.Progress progress) {
    priority[0] = Thread.currentThread().getPriority();
    progress.done(5, 10);
    try {
      go.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    return null;
  }

  @Test
  void whatGoesWrongIsToldAndTheNextOneRuns() throws Exception {
    try (BackTestJobs jobs =
        new BackTestJobs(
            request ->
                progress -> {
                  throw new ConfigException("the history has no row");
                })) {
      BackTestJob job = jobs.start(BackTestRequest.parse("{}"), "ann").orElseThrow();
      await().atMost(LONG).until(() -> !job.running());
      assertThat(job.json(false))
          .containsEntry("state", "failed")
          .containsEntry("error", "the history has no row");
      assertThat(jobs.start(BackTestRequest.parse("{}"), "ann")).isPresent();
      assertThat(jobs.all())
          .hasSize(2)
          .first()
          .satisfies(j -> assertThat(j.id()).isEqualTo("bt-2"));
    }
  }

  @Test
  void oneThatEndsWithAnErrorOfTheMachineDoesNotRunForEver() throws Exception {
    try (BackTestJobs jobs =
        new BackTestJobs(
            request ->
                progress -> {
                  throw new OutOfMemoryError("on purpose");
                })) {
      BackTestJob job = jobs.start(BackTestRequest.parse("{}"), "ann").orElseThrow();
      await().atMost(LONG).until(() -> !job.running());
      assertThat(job.json(false))
          .containsEntry("state", "failed")
          .containsEntry("error", "java.lang.OutOfMemoryError: on purpose");
      assertThat(jobs.start(BackTestRequest.parse("{}"), "ann")).isPresent();
    }
  }

  @Test
  void aRequestThatCannotBeReadNamesTheField() {
    assertThatThrownBy(() -> BackTestRequest.parse("[1]")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> BackTestRequest.parse("null")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> BackTestRequest.parse("{\"from\": \"soon\"}"))
        .hasMessageContaining("from 'soon'");
    assertThatThrownBy(() -> BackTestRequest.parse("{\"horizon\": \"long\"}"))
        .hasMessageContaining("P30D");
    assertThatThrownBy(() -> BackTestRequest.parse("{\"failures\": [{\"at\": \"x\"}]}"))
        .hasMessageContaining("failures[0] needs thing and at");
    assertThatThrownBy(
            () -> BackTestRequest.parse("{\"failures\": [{\"thing\": \"a\", \"at\": \"x\"}]}"))
        .hasMessageContaining("failures[0].at 'x'");
  }

  @Test
  void packsAreNamedAndNeverAPath(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("packs"));
    Path packs = folder.resolve("packs");
    assertThat(Packs.named(null, "standard", TrustedKeys.none()).rules()).isNotEmpty();
    for (String path : new String[] {"..", "../packs", "/etc", "a/b", "", ".hidden"}) {
      assertThatThrownBy(() -> Packs.named(packs, path, TrustedKeys.none()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("is not a valid name of a rule pack");
    }
    assertThatThrownBy(() -> Packs.named(packs, "none", TrustedKeys.none()))
        .hasMessage("rule pack none is not a folder");
    assertThatThrownBy(() -> Packs.named(null, "none", TrustedKeys.none()))
        .hasMessageContaining("twinsuite.backtest.packs");
  }
}
