package org.twinsuite.app.onboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.audit.AuditEvent;
import org.twinsuite.pipeline.audit.AuditLog;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.http.User;

/**
 * {@code POST /onboarding}: the onboarding call over HTTP, for admins. 200 when everything is as
 * asked for, 502 when a part failed, 400 when the request cannot be read.
 */
public final class OnboardingRoutes extends RouteBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(OnboardingRoutes.class);
  private final HttpAuthenticator authenticator;
  private final Onboarding onboarding;
  private final AuditLog audit;

  public OnboardingRoutes(HttpAuthenticator authenticator, Onboarding onboarding, AuditLog audit) {
    this.authenticator = authenticator;
    this.onboarding = onboarding;
    this.audit = audit;
  }

  @Override
  public void configure() {
    from("platform-http:/onboarding?httpMethodRestrict=POST")
        .routeId("onboarding")
        .process(authenticator.page(Role.ADMIN, this::answer));
  }

  private HttpResponse answer(Request request, User user) {
    OnboardingRequest wanted = OnboardingRequest.parse(request.bodyText());
    List<Step> steps =
        onboarding.run(
            wanted,
            step -> {
              LOG.info(
                  "{} onboards {} {}: {}", user.name(), step.part(), step.id(), step.outcome());
              audit.append(
                  AuditEvent.of(
                      AuditEvent.Kind.ONBOARDING,
                      user.name(),
                      step.part() + ' ' + step.id(),
                      Map.of("outcome", step.outcome().name().toLowerCase(Locale.ROOT))));
            });
    boolean ok = steps.stream().noneMatch(step -> step.outcome() == Outcome.FAILED);
    return HttpResponse.json(ok ? 200 : 502, Map.of("ok", ok, "steps", steps));
  }
}
