package org.twinsuite.workbench.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One back-test in the background: how far it is, and what it found out. */
final class BackTestJob {

  /** Where it stands. */
  enum State {
    RUNNING,
    DONE,
    FAILED,
    STOPPED
  }

  private final String id;
  private final String by;
  private final BackTestRequest request;
  private final Instant startedAt = Instant.now();
  private Thread thread;
  private State state = State.RUNNING;
  private Instant endedAt;
  private long rows;
  private long of;
  private String error;
  private BackTestResult result;

  BackTestJob(String id, String by, BackTestRequest request) {
    this.id = id;
    this.by = by;
    this.request = request;
  }

  String id() {
    return id;
  }

  synchronized void run(Thread value) {
    thread = value;
  }

  synchronized boolean running() {
    return state == State.RUNNING;
  }

  synchronized void progress(long done, long total) {
    rows = done;
    of = total;
  }

  synchronized void done(BackTestResult found) {
    result = found;
    end(State.DONE);
  }

  synchronized void failed(String why, boolean stopped) {
    error = why;
    end(stopped ? State.STOPPED : State.FAILED);
  }

  private void end(State last) {
    state = last;
    endedAt = Instant.now();
  }

  /** Asks it to stop. */
  synchronized Optional<Thread> stop() {
    if (state == State.RUNNING && thread != null) {
      thread.interrupt();
    }
    return Optional.ofNullable(thread);
  }

  synchronized Optional<BackTestResult> result() {
    return Optional.ofNullable(result);
  }

  /**
   * @param whole with the result, if there is one
   */
  synchronized Map<String, Object> json(boolean whole) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    json.put("by", by);
    json.put("pack", request.pack() == null ? BackTestJobs.ACTIVE : request.pack());
    json.put("against", request.against());
    json.put("from", request.from());
    json.put("to", request.to());
    json.put("startedAt", startedAt);
    json.put("endedAt", endedAt);
    json.put("progress", progress());
    json.put("error", error);
    json.put("report", result == null ? null : "/backtests/" + id + "/report");
    if (whole) {
      json.put("result", result == null ? null : result.forJson());
    }
    return json;
  }

  private Map<String, Object> progress() {
    Map<String, Object> progress = new LinkedHashMap<>();
    double seconds =
        Duration.between(startedAt, endedAt == null ? Instant.now() : endedAt).toMillis() / 1000.0;
    double rate = seconds > 0 ? rows / seconds : 0;
    progress.put("rows", rows);
    progress.put("of", of);
    progress.put("rowsPerSecond", Math.round(rate));
    Long left = rate > 0 ? Math.round((of - rows) / rate) : null;
    progress.put("secondsLeft", state == State.RUNNING ? left : Long.valueOf(0));
    return progress;
  }
}
