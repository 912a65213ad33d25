package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.Status;

/** Spreading, repeating, deadline and cancellation of the client. */
class FlightServersTest {

  private static final FlightRetries QUICK =
      new FlightRetries(6, Duration.ofMillis(1), Duration.ofMillis(20));

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FlightFixture flight = new FlightFixture();

  @AfterEach
  void close() throws Exception {
    flight.close();
  }

  /** Counts the rows it answers, and does something before. */
  private record Counting(Predictor right, AtomicInteger rows, Runnable before)
      implements Predictor {
    Counting(Runnable before) {
      this(new LastValue(), new AtomicInteger(), before);
    }

    @Override
    public String name() {
      return right.name();
    }

    @Override
    public String version() {
      return right.version();
    }

    @Override
    public Schema requestSchema() {
      return right.requestSchema();
    }

    @Override
    public VectorSchemaRoot predict(
        VectorSchemaRoot request, PredictionOptions options, BufferAllocator allocator) {
      before.run();
      VectorSchemaRoot answer = right.predict(request, options, allocator);
      rows.addAndGet(request.getRowCount());
      return answer;
    }
  }

  private Predictor remote(FlightClient... clients) {
    return new FlightPredictor(new FlightServers(List.of(clients), QUICK), "last-value", null);
  }

  private static void assertWhole(List<Prediction> answers, int rows) {
    assertThat(answers).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      assertThat(answers.get(i).seriesId()).isEqualTo(Integer.toString(i));
      assertThat(answers.get(i).mean()[0]).isEqualTo(i);
    }
  }

  @Test
  void aBatchIsSpreadOverAllServers() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Runnable meet =
        () -> {
          both.countDown();
          await(both);
        };
    Counting one = new Counting(meet);
    Counting two = new Counting(meet);
    Predictor remote =
        remote(flight.client(flight.serve(one).port()), flight.client(flight.serve(two).port()));

    assertWhole(flight.ask(remote, 9000, PredictionOptions.defaults()), 9000);
    assertThat(one.rows.get()).isPositive();
    assertThat(two.rows.get()).isPositive();
    assertThat(one.rows.get() + two.rows.get()).isEqualTo(9000);
  }

  @Test
  void aServerThatDiesInTheMiddleLosesNothing() throws Exception {
    // GIVEN the mortal one holds a slice while the survivor is asked, and dies then
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch dead = new CountDownLatch(1);
    Counting mortal =
        new Counting(
            () -> {
              atWork.countDown();
              await(dead);
            });
    try (CuttableProxy proxy = new CuttableProxy(flight.serve(mortal).port())) {
      Counting survivor =
          new Counting(
              () -> {
                await(atWork);
                proxy.cut();
                dead.countDown();
              });
      Predictor remote =
          remote(flight.client(proxy.port()), flight.client(flight.serve(survivor).port()));
      int rows = 5 * 4096;

      // WHEN
      List<Prediction> answers = flight.ask(remote, rows, PredictionOptions.defaults());

      // THEN
      assertWhole(answers, rows);
      assertThat(atWork.getCount()).as("the mortal one was at work").isZero();
      assertThat(survivor.rows.get()).as("rows of the survivor").isEqualTo(rows);
    }
  }

  @Test
  void aCallIsCutWhileItsServerWorksAndAnotherAnswers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    PredictorServer[] mortal = new PredictorServer[1];
    try (CuttableProxy proxy =
        new CuttableProxy(
            (mortal[0] =
                    flight.serve(
                        new Counting(
                            () -> {
                              calls.incrementAndGet();
                              await(never);
                            })))
                .port())) {
      // The first server is at work when its connection goes; the second has not been asked.
      Predictor remote =
          remote(flight.client(proxy.port()), flight.client(flight.serve(new LastValue()).port()));
      Thread cutter =
          new Thread(
              () -> {
                Awaitility.await().atMost(PATIENCE).until(() -> calls.get() > 0);
                proxy.cut();
              });
      cutter.start();
      for (int i = 0; i < 2; i++) {
        assertWhole(flight.ask(remote, 3, PredictionOptions.defaults()), 3);
      }
      cutter.join();
      assertThat(calls.get()).isEqualTo(1);
    } finally {
      never.countDown();
    }
  }

  /** Fails as told until it has failed often enough. */
  private final class Failing extends PredictorProducerBase {
    private final CallStatus status;
    private final AtomicInteger left;
    private final AtomicInteger calls = new AtomicInteger();

    Failing(CallStatus status, int failures) {
      super(
          new PredictorProducer(
              new PredictorCatalog().add(new LastValue()),
              null,
              ServerLimits.defaults(),
              flight.memory));
      this.status = status;
      this.left = new AtomicInteger(failures);
    }

    @Override
    public void doExchange(CallContext context, FlightStream reader, ServerStreamListener writer) {
      calls.incrementAndGet();
      if (left.getAndDecrement() > 0) {
        writer.error(status.withDescription("as told").toRuntimeException());
      } else {
        super.doExchange(context, reader, writer);
      }
    }
  }

  @Test
  void whatMayPassIsRepeated() throws Exception {
    for (CallStatus status : List.of(CallStatus.UNAVAILABLE, CallStatus.RESOURCE_EXHAUSTED)) {
      Failing failing = new Failing(status, 3);
      Predictor remote = remote(flight.client(flight.serve(failing).getPort()));

      assertWhole(flight.ask(remote, 2, PredictionOptions.defaults()), 2);
      assertThat(failing.calls.get()).isEqualTo(4);
    }
  }

  @Test
  void whatStaysWrongIsNotRepeated() throws Exception {
    for (CallStatus status :
        List.of(CallStatus.INVALID_ARGUMENT, CallStatus.NOT_FOUND, CallStatus.INTERNAL)) {
      Failing failing = new Failing(status, 3);
      Predictor remote = remote(flight.client(flight.serve(failing).getPort()));

      assertThatThrownBy(() -> flight.ask(remote, 2, PredictionOptions.defaults()))
          .isInstanceOfAny(FlightRuntimeException.class, InvalidBatchException.class)
          .hasMessageContaining("as told");
      assertThat(failing.calls.get()).isEqualTo(1);
    }
  }

  @Test
  void attemptsEnd() throws Exception {
    Failing failing = new Failing(CallStatus.UNAVAILABLE, 99);
    Predictor remote = remote(flight.client(flight.serve(failing).getPort()));

    assertThatThrownBy(() -> flight.ask(remote, 2, PredictionOptions.defaults()))
        .isInstanceOf(FlightRuntimeException.class);
    assertThat(failing.calls.get()).isEqualTo(QUICK.attempts());
  }

  @Test
  void restsGrowAndDifferByChance() {
    FlightRetries retries = new FlightRetries(3, Duration.ofMillis(100), Duration.ofMillis(1000));
    for (int i = 0; i < 50; i++) {
      assertThat(retries.rest(1)).isBetween(50_000_000L, 100_000_000L);
      assertThat(retries.rest(3)).isBetween(200_000_000L, 400_000_000L);
      assertThat(retries.rest(40)).isBetween(500_000_000L, 1_000_000_000L);
    }
  }

  @Test
  void rowsNotAnsweredBeforeTheDeadlineSaySo() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Counting stuck = new Counting(() -> await(never));
    Predictor remote = remote(flight.client(flight.serve(stuck).port()));
    try {
      PredictionOptions soon =
          PredictionOptions.defaults().withDeadline(Instant.now().plusMillis(200));

      assertThat(flight.ask(remote, 3, soon))
          .extracting(Prediction::status)
          .containsOnly(Status.DEADLINE)
          .hasSize(3);
    } finally {
      never.countDown();
    }
  }

  @Test
  void anInterruptCancelsTheCallAndTheServerStops() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Counting stuck =
        new Counting(
            () -> {
              started.countDown();
              await(never);
            });
    Predictor remote = remote(flight.client(flight.serve(stuck).port()));
    Throwable[] thrown = new Throwable[1];
    Thread caller =
        new Thread(
            () -> {
              try {
                flight.ask(remote, 20_000, PredictionOptions.defaults());
              } catch (RuntimeException e) {
                thrown[0] = e;
              }
            });
    caller.start();
    await(started);
    caller.interrupt();
    caller.join(PATIENCE.toMillis());

    assertThat(caller.isAlive()).isFalse();
    assertThat(thrown[0])
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("interrupted");
    never.countDown();
    assertThat(stuck.rows.get()).isLessThan(20_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
