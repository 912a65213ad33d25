package org.twinsuite.pipeline.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.camel.hono.CommandOutcome;
import org.twinsuite.camel.hono.HonoCommandException;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.camel.hono.HonoUnavailableException;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.order.CommandFailedException;
import org.twinsuite.pipeline.order.MaintenancePatch;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.store.Traces;
import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Undelivered;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

class DeviceCommandsTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Evidence EVIDENCE =
      new Evidence("R", "1", "hash", "because", List.of(), List.of(), null, List.of(), "corr", AT);
  @TempDir Path folder;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final AtomicReference<Exchange> sent = new AtomicReference<>();
  private volatile Processor hono;
  private Database database;
  private Outbox outbox;
  private DeviceCommands commands;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
    outbox = new Outbox(database, "here");
    camel.addComponent("hono", new Messaging());
    camel.start();
    commands =
        new DeviceCommands(
            camel, AppConfig.of(Map.of("twinsuite.hono.tenant", "plant.berlin")), outbox);
  }

  @AfterEach
  void close() {
    camel.stop();
    database.close();
  }

  /** Hono, as the component reports it. */
  private final class Messaging extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
      options.clear();
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
              sent.set(exchange.copy());
              hono.process(exchange);
            }
          };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  private static DeviceCommand command(CommandConfirmation confirm, Undelivered undelivered) {
    return new DeviceCommand(
        "plant.berlin:pump-1",
        "wear",
        2,
        "TS1",
        "slow/down",
        "{\"to\":900}",
        confirm,
        undelivered,
        AT,
        EVIDENCE);
  }

  private OutboxItem recorded(DeviceCommand command) {
    AutonomyStore autonomy =
        new AutonomyStore(
            database, () -> Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 9)));
    Consequences consequences = new Consequences();
    consequences.decided(List.of(command), List.of());
    new ChangeLedger(database, autonomy).store(consequences);
    return outbox.byReference("TS1").get(0);
  }

  private String outcome() {
    return new Traces(database).actions("TS1").get(0).outcome();
  }

  private static Processor answers(int status, String body) {
    return exchange -> {
      exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
      exchange.getMessage().setHeader(HonoConstants.STATUS, status);
      exchange
          .getMessage()
          .setHeader(
              HonoConstants.COMMAND_OUTCOME,
              (status < 300 ? CommandOutcome.ACCEPTED : CommandOutcome.REJECTED).name());
    };
  }

  private static Processor fails(HonoCommandException failure) {
    return exchange -> {
      exchange.getMessage().setHeader(HonoConstants.COMMAND_OUTCOME, failure.outcome().name());
      throw failure;
    };
  }

  @Test
  void aCommandTheDeviceAcceptedIsDoneAndShown() {
    // GIVEN
    DeviceCommand command = command(null, null);
    OutboxItem item = recorded(command);
    hono = answers(200, "ok");
    // WHEN
    MaintenancePatch patch = commands.execute(command, item);
    // THEN it was a request under the action's own id
    assertThat(sent.get().getPattern().isOutCapable()).isTrue();
    assertThat(sent.get().getMessage().getHeaders())
        .containsEntry(HonoConstants.CORRELATION_ID, command.key())
        .containsEntry(HonoConstants.SUBJECT, "slow/down");
    // AND the twin and the trace say what became of it
    assertThat(patch.path()).isEqualTo("/features/maintenance");
    assertThat(patch.patch().getValue("properties/commands/TS1-slow_down").orElseThrow().toString())
        .contains("\"outcome\":\"accepted\"", "\"status\":200", "\"episode\":2", command.key());
    assertThat(outcome()).isEqualTo("accepted by the device (200)");
  }

  @Test
  void aOneWayCommandIsSentAndNotConfirmed() {
    // GIVEN
    DeviceCommand command = command(CommandConfirmation.NONE, null);
    OutboxItem item = recorded(command);
    hono =
        exchange ->
            exchange
                .getMessage()
                .setHeader(HonoConstants.COMMAND_OUTCOME, CommandOutcome.SENT.name());
    // WHEN
    MaintenancePatch patch = commands.execute(command, item);
    // THEN
    assertThat(sent.get().getPattern().isOutCapable()).isFalse();
    assertThat(patch.patch().toString()).contains("\"outcome\":\"sent\"");
    assertThat(outcome()).isEqualTo("sent, not confirmed");
  }

  @ParameterizedTest
  @CsvSource({
    "503, target device not connected, RETRY, true, no_consumer, not connected",
    "503, target device not connected, PERSON, false, no_consumer, not connected",
    "504, no response within 10000 ms, RETRY, true, timed_out, did not answer in time",
    "504, no response within 10000 ms, PERSON, false, timed_out, did not answer in time",
    "404, no such device, RETRY, false, rejected, rejected (404)",
    "500, internal, RETRY, true, failed, failed (500)"
  })
  void whatDidNotReachTheDeviceIsTriedAgainOrGoesToAPerson(
      int status,
      String reason,
      Undelivered undelivered,
      boolean retry,
      String shown,
      String told) {
    // GIVEN
    DeviceCommand command = command(null, undelivered);
    OutboxItem item = recorded(command);
    hono = fails(new HonoCommandException(status, reason));
    // WHEN
    CommandFailedException failed =
        catchThrowableOfType(CommandFailedException.class, () -> commands.execute(command, item));
    // THEN
    assertThat(failed.retry()).isEqualTo(retry);
    assertThat(failed.getMessage()).contains("slow/down").contains(told).contains(reason);
    assertThat(failed.patch().patch().toString()).contains("\"outcome\":\"" + shown + "\"");
    assertThat(outcome()).contains(told);
  }

  @Test
  void whatTheDeviceItselfRefusesGoesToAPersonWithItsWords() {
    // GIVEN
    DeviceCommand command = command(null, Undelivered.RETRY);
    OutboxItem item = recorded(command);
    hono = answers(400, "not while locked " + "\uD83D\uDD12".repeat(300));
    // WHEN
    CommandFailedException failed =
        catchThrowableOfType(CommandFailedException.class, () -> commands.execute(command, item));
    // THEN
    assertThat(failed.retry()).isFalse();
    assertThat(failed.getMessage()).contains("rejected (400)").contains("not while locked");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(failed.getMessage())).isTrue();
  }

  @Test
  void anOutageOfTheMessagingNetworkIsNoOutcome() {
    // GIVEN
    DeviceCommand command = command(null, Undelivered.PERSON);
    OutboxItem item = recorded(command);
    hono =
        exchange -> {
          exchange
              .getMessage()
              .setHeader(HonoConstants.COMMAND_OUTCOME, CommandOutcome.FAILED.name());
          throw new HonoUnavailableException("Kafka did not take it", null);
        };
    // WHEN / THEN
    assertThat(catchThrowableOfType(RetryableFailure.class, () -> commands.execute(command, item)))
        .hasMessageContaining("Kafka did not take it");
    assertThat(outcome()).isNull();
  }
}
