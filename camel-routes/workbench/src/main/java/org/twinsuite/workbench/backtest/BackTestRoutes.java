package org.twinsuite.workbench.backtest;

import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.workbench.http.Answer;
import org.twinsuite.workbench.http.Door;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

/**
 * Back-tests over HTTP: {@code /backtests}, {@code /backtests/ID}, {@code /backtests/ID/report}.
 */
public final class BackTestRoutes extends RouteBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(BackTestRoutes.class);
  private final Door door;
  private final BackTestJobs jobs;

  public BackTestRoutes(Door door, BackTestJobs jobs) {
    this.door = door;
    this.jobs = jobs;
  }

  @Override
  public void configure() {
    from("platform-http:/backtests?httpMethodRestrict=POST")
        .routeId("backtest-start")
        .process(door.page(Role.PLANNER, this::start));
    from("platform-http:/backtests?httpMethodRestrict=GET")
        .routeId("backtest-list")
        .process(
            door.page(
                Role.VIEWER,
                (request, user) ->
                    Answer.json(200, jobs.all().stream().map(job -> job.json(false)).toList())));
    from("platform-http:/backtests/{id}?httpMethodRestrict=GET")
        .routeId("backtest-one")
        .process(
            door.page(
                Role.VIEWER,
                (request, user) ->
                    jobs.find(request.segment(1))
                        .map(job -> Answer.json(200, job.json(true)))
                        .orElseGet(() -> none(request))));
    from("platform-http:/backtests/{id}/report?httpMethodRestrict=GET")
        .routeId("backtest-report")
        .process(door.page(Role.VIEWER, (request, user) -> report(request)));
    from("platform-http:/backtests/{id}?httpMethodRestrict=DELETE")
        .routeId("backtest-stop")
        .process(door.page(Role.PLANNER, this::stop));
  }

  private Answer start(Request request, User user) {
    BackTestRequest wanted = BackTestRequest.parse(request.bodyText());
    try {
      Optional<BackTestJob> job = jobs.start(wanted, user.name());
      if (job.isEmpty()) {
        return Answer.error(
            409,
            "one back-test runs at a time: wait for "
                + jobs.running().map(BackTestJob::id).orElse("it")
                + ", or stop it with DELETE");
      }
      LOG.info("{} starts back-test {}", user.name(), job.get().id());
      return Answer.json(202, job.get().json(false));
    } catch (ConfigException impossible) {
      return Answer.error(400, impossible.getMessage());
    }
  }

  private Answer report(Request request) {
    BackTestJob job = jobs.find(request.segment(1)).orElse(null);
    if (job == null) {
      return none(request);
    }
    return job.result()
        .map(
            result ->
                request.header("Accept").contains("text/plain")
                    ? Answer.text(200, result.toText().stripTrailing())
                    : Answer.report(result.toHtml()))
        .orElseGet(() -> Answer.error(409, "back-test " + job.id() + " has no result"));
  }

  private Answer stop(Request request, User user) {
    BackTestJob job = jobs.find(request.segment(1)).orElse(null);
    if (job == null) {
      return none(request);
    }
    job.stop();
    LOG.info("{} stops back-test {}", user.name(), job.id());
    return Answer.json(202, job.json(false));
  }

  private static Answer none(Request request) {
    return Answer.error(
        404, "there is no back-test " + request.segment(1) + "; only the last few are remembered");
  }
}
