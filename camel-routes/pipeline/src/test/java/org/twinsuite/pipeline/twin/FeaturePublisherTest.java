package org.twinsuite.pipeline.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.pipeline.StandInDitto;

class FeaturePublisherTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Map<String, Exception> failures = new ConcurrentHashMap<>();
  private final Map<String, String> written = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Semaphore answers = new Semaphore(0);
  private final ExecutorService timer = Executors.newSingleThreadExecutor();
  private Twins twins;
  private FeaturePublisher notes;

  @BeforeEach
  void open() throws Exception {
    StandInDitto.answeringLater(
        camel,
        exchange -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          answers.acquireUninterruptibly();
          underWay.decrementAndGet();
          String thing = exchange.getMessage().getHeader(DittoConstants.THING_ID, String.class);
          Exception failure = failures.get(thing);
          if (failure == null) {
            written.put(thing, exchange.getMessage().getBody(String.class));
          }
          return failure;
        });
    camel.start();
    twins = new Twins(camel);
    notes = new FeaturePublisher(twins);
  }

  @AfterEach
  void close() {
    answers.release(1_000);
    timer.shutdownNow();
    camel.stop();
  }

  private void note(String thing, String level) {
    notes.note(thing, "health", JsonObject.newBuilder().set("level", level).build());
  }

  @Test
  void manyThingsAreWrittenAtOnceButNotAll() {
    // GIVEN
    for (int i = 0; i < 200; i++) {
      note("plant:p" + i, "ok");
    }
    // WHEN
    timer.execute(() -> notes.process(null));
    // THEN
    await().atMost(SOON).until(() -> underWay.get() == 64);
    answers.release(200);
    await().atMost(SOON).until(() -> written.size() == 200);
    assertThat(most).hasValue(64);
  }

  @Test
  void whatCannotBeWrittenNowWaitsAndHoldsNoOtherUp() {
    // GIVEN
    answers.release(100);
    failures.put("plant:p1", new DittoUnavailableException("away"));
    failures.put("plant:p2", new DittoCommandException(400, "wot", "not in the model"));
    note("plant:p1", "ok");
    note("plant:p2", "ok");
    note("plant:p3", "ok");
    // WHEN
    notes.process(null);
    assertThat(written).containsOnlyKeys("plant:p3");
    note("plant:p1", "bad");
    failures.clear();
    notes.process(null);
    // THEN the newest is written, and what was refused is not repeated
    assertThat(written).containsOnlyKeys("plant:p1", "plant:p3");
    assertThat(written.get("plant:p1")).contains("bad");
  }
}
