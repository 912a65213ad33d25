package org.twinsuite.workbench.whatif;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.workbench.http.Answer;
import org.twinsuite.workbench.http.Door;
import org.twinsuite.workbench.http.Request;
import org.twinsuite.workbench.http.Role;

/** {@code POST /whatif}: the difference as JSON or, when asked for, as text. Changes nothing. */
public final class WhatIfRoutes extends RouteBuilder {
  private static final int PATIENCE_SECONDS = 20;
  private final Door door;
  private final WhatIfs whatIfs;

  /** A question takes up to seconds of a processor; changes that come in go first. */
  private final Semaphore one = new Semaphore(1);

  public WhatIfRoutes(Door door, WhatIfs whatIfs) {
    this.door = door;
    this.whatIfs = whatIfs;
  }

  @Override
  public void configure() {
    from("platform-http:/whatif?httpMethodRestrict=POST")
        .routeId("whatif")
        .process(door.page(Role.VIEWER, (request, user) -> answer(request)));
  }

  private Answer answer(Request request) {
    WhatIfRequest question = WhatIfRequest.parse(request.bodyText());
    try {
      if (!one.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Answer.error(503, "others are asking too, try again");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Answer.error(503, "the app is stopping");
    }
    try {
      Optional<WhatIfAnswer> answer = whatIfs.answer(question);
      if (answer.isEmpty()) {
        return Answer.error(
            404, "there is no thing " + question.thing() + " that the app may read");
      }
      return request.header("Accept").contains("text/plain")
          ? Answer.text(200, answer.get().toText().stripTrailing())
          : Answer.json(200, answer.get());
    } catch (CompletionException unavailable) {
      return Answer.error(503, "Ditto does not answer now, try again");
    } finally {
      one.release();
    }
  }
}
