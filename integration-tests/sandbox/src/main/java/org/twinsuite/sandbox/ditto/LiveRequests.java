package org.twinsuite.sandbox.ditto;

import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;

/**
 * Commands over HTTP that go to the device: {@code channel=live}, {@code live-channel-condition}.
 */
final class LiveRequests {

  private static final String MATCHED = "live-channel-condition-matched";

  private final Ditto ditto;
  private final LiveMessages messages;

  LiveRequests(Ditto ditto) {
    this.ditto = ditto;
    this.messages = new LiveMessages(ditto);
  }

  /** Takes a command over when it is for the device; else it is for the twin. */
  boolean handles(HttpExchange exchange, TwinCommand command) {
    String channel = command.header("channel");
    if (channel != null && !"twin".equals(channel) && !"live".equals(channel)) {
      throw DittoHeaderInvalidException.newInvalidTypeBuilder("channel", channel, "channel")
          .description("The value must either be <twin> or <live>.")
          .build();
    }
    String condition = command.header("live-channel-condition");
    if (condition != null && command.verb() == TwinCommand.Verb.retrieve) {
      whenMatching(exchange, command, condition);
      return true;
    }
    if ("live".equals(channel)) {
      ask(exchange, command, exchange::fail);
      return true;
    }
    return false;
  }

  private void whenMatching(HttpExchange exchange, TwinCommand command, String condition) {
    Reply twin = ditto.thingCommands().execute(command);
    ThingState state = ditto.things().find(command.entityId());
    boolean matches =
        ditto
            .thingCommands()
            .holds(condition, state, ditto.thingCommands().check(state), command.caller());
    exchange.response().putHeader(MATCHED, Boolean.toString(matches));
    if (!matches) {
      ofTwin(exchange, twin);
      return;
    }
    boolean twinStepsIn = "use-twin".equals(command.header("live-channel-timeout-strategy"));
    ask(
        exchange,
        command,
        late -> {
          if (twinStepsIn) {
            ofTwin(exchange, twin);
          } else {
            exchange.fail(late);
          }
        });
  }

  private static void ofTwin(HttpExchange exchange, Reply twin) {
    exchange.response().putHeader("channel", "twin");
    exchange.reply(twin);
  }

  private void ask(
      HttpExchange exchange, TwinCommand command, Consumer<DittoRuntimeException> failed) {
    LiveSignal signal = signal(command);
    messages.authorize(signal, command.caller());
    messages.ask(
        signal,
        answer -> {
          exchange.response().putHeader("channel", "live");
          int status = answer.json().getValue("status").map(JsonValue::asInt).orElse(200);
          exchange.reply(Reply.of(status, answer.json().getValue("value").orElse(null)));
        },
        failed);
  }

  private static LiveSignal signal(TwinCommand command) {
    ThingId id = ThingId.of(command.entityId());
    Topic topic =
        new Topic(
            id.getNamespace(),
            id.getName(),
            Topic.THINGS,
            "live",
            "commands",
            command.verb().name());
    JsonObjectBuilder json =
        JsonFactory.newObjectBuilder()
            .set("topic", topic.toString())
            .set("path", command.path().isEmpty() ? "/" : command.path().toString());
    if (command.value() != null) {
      json.set("value", command.value());
    }
    Map<String, String> headers =
        LiveHeaders.of(topic, command.headers(), JsonFactory.newObject(), command.caller());
    json.set("headers", Headers.write(headers));
    return new LiveSignal(topic, json.build(), headers, null);
  }
}
