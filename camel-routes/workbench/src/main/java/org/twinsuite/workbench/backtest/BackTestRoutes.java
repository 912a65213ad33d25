package org.twinsuite.workbench.backtest;

import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

/**
 * Back-tests over HTTP: {@code /backtests}, {@code /backtests/ID}, {@code /backtests/ID/report}.
 */
public final class BackTestRoutes extends RouteBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(BackTestRoutes.class);
  private final HttpAuthenticator authenticator;
  private final BackTestJobs jobs;

  public BackTestRoutes(HttpAuthenticator authenticator, BackTestJobs jobs) {
    this.authenticator = authenticator;
    this.jobs = jobs;
  }

  @Override
  public void configure() {
    from("platform-http:/backtests?httpMethodRestrict=POST")
        .routeId("backtest-start")
        .process(authenticator.page(Role.PLANNER, this::start));
    from("platform-http:/backtests?httpMethodRestrict=GET")
        .routeId("backtest-list")
        .process(
            authenticator.page(
                Role.VIEWER,
                (request, user) ->
                    HttpResponse.json(
                        200, jobs.all().stream().map(job -> job.json(false)).toList())));
    from("platform-http:/backtests/{id}?httpMethodRestrict=GET")
        .routeId("backtest-one")
        .process(
            authenticator.page(
                Role.VIEWER,
                (request, user) ->
                    jobs.find(request.segment(1))
                        .map(job -> HttpResponse.json(200, job.json(true)))
                        .orElseGet(() -> none(request))));
    from("platform-http:/backtests/{id}/report?httpMethodRestrict=GET")
        .routeId("backtest-report")
        .process(authenticator.page(Role.VIEWER, (request, user) -> report(request)));
    from("platform-http:/backtests/{id}?httpMethodRestrict=DELETE")
        .routeId("backtest-stop")
        .process(authenticator.page(Role.PLANNER, this::stop));
  }

  private HttpResponse start(Request request, User user) {
    BackTestRequest wanted = BackTestRequest.parse(request.bodyText());
    try {
      Optional<BackTestJob> job = jobs.start(wanted, user.name());
      if (job.isEmpty()) {
        return HttpResponse.error(
            409,
            "one back-test runs at a time: wait for "
                + jobs.running().map(BackTestJob::id).orElse("it")
                + ", or stop it with DELETE");
      }
      LOG.info("{} starts back-test {}", user.name(), job.get().id());
      return HttpResponse.json(202, job.get().json(false));
    } catch (ConfigException impossible) {
      return HttpResponse.error(400, impossible.getMessage());
    }
  }

  private HttpResponse report(Request request) {
    BackTestJob job = jobs.find(request.segment(1)).orElse(null);
    if (job == null) {
      return none(request);
    }
    return job.result()
        .map(
            result ->
                request.header("Accept").contains("text/plain")
                    ? HttpResponse.text(200, result.toText().stripTrailing())
                    : HttpResponse.report(result.toHtml()))
        .orElseGet(() -> HttpResponse.error(409, "back-test " + job.id() + " has no result"));
  }

  private HttpResponse stop(Request request, User user) {
    BackTestJob job = jobs.find(request.segment(1)).orElse(null);
    if (job == null) {
      return none(request);
    }
    job.stop();
    LOG.info("{} stops back-test {}", user.name(), job.id());
    return HttpResponse.json(202, job.json(false));
  }

  private static HttpResponse none(Request request) {
    return HttpResponse.error(
        404, "there is no back-test " + request.segment(1) + "; only the last few are remembered");
  }
}
