package org.twinsuite.workbench.whatif;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.workbench.http.HttpAuthenticator;
import org.twinsuite.workbench.http.HttpResponse;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code POST /whatif}: the difference as JSON or, when asked for, as text. Changes nothing. */
public final class WhatIfRoutes extends RouteBuilder {
  private static final int PATIENCE_SECONDS = 20;
  private final HttpAuthenticator authenticator;
  private final WhatIfs whatIfs;

  /** A question takes up to seconds of a processor; changes that come in go first. */
  private final Semaphore one = new Semaphore(1);

  public WhatIfRoutes(HttpAuthenticator authenticator, WhatIfs whatIfs) {
    this.authenticator = authenticator;
    this.whatIfs = whatIfs;
  }

  @Override
  public void configure() {
    from("platform-http:/whatif?httpMethodRestrict=POST")
        .routeId("whatif")
        .process(authenticator.page(Role.VIEWER, (request, user) -> answer(request)));
  }

  private HttpResponse answer(Request request) {
    WhatIfRequest question = WhatIfRequest.parse(request.bodyText());
    try {
      if (!one.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return HttpResponse.error(503, "others are asking too, try again");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return HttpResponse.error(503, "the app is stopping");
    }
    try {
      Optional<WhatIfAnswer> answer = whatIfs.answer(question);
      if (answer.isEmpty()) {
        return HttpResponse.error(
            404, "there is no thing " + question.thing() + " that the app may read");
      }
      return request.header("Accept").contains("text/plain")
          ? HttpResponse.text(200, answer.get().toText().stripTrailing())
          : HttpResponse.json(200, answer.get());
    } catch (CompletionException unavailable) {
      return HttpResponse.error(503, "Ditto does not answer now, try again");
    } finally {
      one.release();
    }
  }
}
