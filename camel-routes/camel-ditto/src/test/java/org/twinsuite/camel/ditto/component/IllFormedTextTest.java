package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.Transport;

/**
 * Text that UTF-8 cannot carry (RFC 3629, section 3) and numbers that JSON does not have fail the
 * command that holds them, and no other.
 */
@ParameterizedClass
@EnumSource(Transport.class)
class IllFormedTextTest {

  @Parameter Transport transport;

  private static final String HIGH = "temp\ud83d";
  private static final String LOW = "\ude00temp";

  private final FakeDitto ditto = new FakeDitto();
  private final CamelContext camel = new DefaultCamelContext();
  private ProducerTemplate template;
  private String uri;

  @BeforeEach
  void connect() {
    camel.start();
    template = camel.createProducerTemplate();
    uri = "ditto:things?auth=pre:test&transport=" + transport + "&url=" + ditto.url();
    await().until(() -> send("retrieve", null, Map.of()).getException() == null);
    ditto.commands.clear();
  }

  @AfterEach
  void close() {
    camel.stop();
    ditto.close();
  }

  private Exchange send(String operation, Object body, Map<String, Object> headers) {
    Map<String, Object> all = new HashMap<>();
    all.put(DittoConstants.THING_ID, "org.test:a");
    all.put(DittoConstants.OPERATION, operation);
    all.put(DittoConstants.PATH, "/attributes");
    all.put(DittoConstants.SUBJECT, "ask");
    all.putAll(headers);
    return template.send(
        uri,
        exchange -> {
          exchange.getIn().setBody(body);
          exchange.getIn().setHeaders(all);
        });
  }

  private static Arguments header(String operation, String name) {
    return Arguments.of(operation, "{}", Map.of(name, HIGH), "The header " + name);
  }

  static Stream<Arguments> unsendable() {
    return Stream.concat(
        Stream.of(
            Arguments.of("mergeProperty", Map.of("x", HIGH), Map.of(), "The body at /x"),
            Arguments.of("mergeProperty", Map.of(LOW, 1), Map.of(), "The body, key /\\ude00temp"),
            Arguments.of(
                "mergeProperty",
                Map.of("a", List.of(1, Map.of(HIGH, true))),
                Map.of(),
                "The body, key /a/1/temp\\ud83d"),
            Arguments.of("mergeProperty", "{\"x\":\"\\ud83d\"}", Map.of(), "The body at /x"),
            Arguments.of("putProperty", "\"" + LOW + "\"", Map.of(), "The body at /"),
            Arguments.of(
                "putProperty",
                JsonFactory.newObjectBuilder().set("x", HIGH).build(),
                Map.of(),
                "The body at /x"),
            Arguments.of(
                "putProperty",
                JsonNodeFactory.instance.objectNode().put(HIGH, 1),
                Map.of(),
                "The body, key /temp\\ud83d"),
            Arguments.of("message", Map.of("x", HIGH), Map.of(), "The body at /x"),
            Arguments.of(
                "message",
                HIGH,
                Map.of(DittoConstants.CONTENT_TYPE, "text/plain"),
                "The body: text is not well-formed"),
            Arguments.of(
                "putProperty", Map.of("x", Double.NaN), Map.of(), "The body at /x: NaN is not"),
            Arguments.of(
                "putProperty",
                Map.of("a", List.of(1.0, Float.NEGATIVE_INFINITY)),
                Map.of(),
                "The body at /a/1: -Infinity is not"),
            Arguments.of("putProperty", Double.POSITIVE_INFINITY, Map.of(), "The body at /: Inf"),
            Arguments.of(
                "putProperty",
                JsonNodeFactory.instance.arrayNode().add(Double.NaN),
                Map.of(),
                "The body at /0: NaN is not"),
            Arguments.of(
                "putProperty",
                JsonObject.newBuilder().set("x", Double.NaN).build(),
                Map.of(),
                "The body at /x: NaN is not"),
            Arguments.of("putProperty", "{\"x\":1e999}", Map.of(), "The body at /x: Infinity is"),
            Arguments.of("putProperty", "{\"x\":NaN}", Map.of(), "The body is not valid JSON")),
        Stream.of(
            header("message", DittoConstants.SUBJECT),
            header("message", DittoConstants.CONTENT_TYPE),
            header("message", DittoConstants.PATH),
            header("putProperty", DittoConstants.CORRELATION_ID),
            header("putProperty", DittoConstants.CONDITION),
            header("putProperty", DittoConstants.IF_MATCH),
            header("putProperty", DittoConstants.IF_NONE_MATCH),
            header("putProperty", DittoConstants.IF_EQUAL),
            header("putProperty", DittoConstants.THING_ID),
            Arguments.of(
                "putProperty",
                "{}",
                Map.of(DittoConstants.PATH, "/" + HIGH),
                "The header " + DittoConstants.PATH),
            header("retrieve", DittoConstants.FIELDS),
            header("search", DittoConstants.FILTER),
            header("search", DittoConstants.FIELDS),
            header("search", DittoConstants.CURSOR),
            header("history", DittoConstants.THING_ID)));
  }

  @ParameterizedTest
  @MethodSource("unsendable")
  void isRefusedAloneWithTheNameOfThePart(
      String operation, Object body, Map<String, Object> headers, String part) {
    // WHEN a command holds what cannot be sent
    Exchange refused = send(operation, body, headers);
    // THEN it is refused, and the message can be logged
    assertThat(refused.getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(part);
    assertThat(refused.getException().getMessage().chars())
        .noneMatch(c -> Character.isSurrogate((char) c.intValue()));
    // AND the next one passes over the same connection, a whole emoji too
    assertThat(send("putProperty", Map.of("x", "\ud83d\ude00"), Map.of()).getException()).isNull();
    assertThat(ditto.connections()).isEqualTo(1);
    assertThat(ditto.commands).hasSize(1);
  }
}
