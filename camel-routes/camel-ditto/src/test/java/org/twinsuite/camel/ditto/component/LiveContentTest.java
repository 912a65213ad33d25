package org.twinsuite.camel.ditto.component;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.messages.model.Message;
import org.eclipse.ditto.messages.model.MessageDirection;
import org.eclipse.ditto.messages.model.MessageHeaders;
import org.eclipse.ditto.messages.model.signals.commands.SendThingMessage;
import org.eclipse.ditto.protocol.ProtocolFactory;
import org.eclipse.ditto.protocol.adapter.DittoProtocolAdapter;
import org.eclipse.ditto.things.model.ThingId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.Transport;

/** Content of live messages means the same to the component and to Ditto's protocol library. */
@ParameterizedClass
@EnumSource(Transport.class)
class LiveContentTest {

  @Parameter Transport transport;

  private static final byte[] BINARY = {0, 1, (byte) 0xff, (byte) 0x80, (byte) 0xc3};
  private static final String BASE64 = "AAH/gMM=";
  private static final ThingId PUMP = ThingId.of("org.test:pump");

  private final FakeDitto ditto = new FakeDitto();
  private final CamelContext camel = new DefaultCamelContext();
  private final List<Object> bodies = new CopyOnWriteArrayList<>();
  private ProducerTemplate template;
  private volatile Object answer;
  private volatile String answerType;

  @BeforeEach
  void start() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:messages?auth=pre:test&transport=" + transport + "&url=" + ditto.url())
                .routeId("signals")
                .process(
                    exchange -> {
                      Object body = exchange.getIn().getBody();
                      bodies.add(body == null ? "nothing" : body);
                      exchange.getMessage().removeHeader(DittoConstants.CONTENT_TYPE);
                      if (answerType != null) {
                        exchange.getMessage().setHeader(DittoConstants.CONTENT_TYPE, answerType);
                      }
                      exchange.getMessage().setBody(answer);
                    });
          }
        });
    camel.start();
    template = camel.createProducerTemplate();
    await()
        .until(
            () -> ((DittoSignalsConsumer) camel.getRoute("signals").getConsumer()).isConnected());
    await()
        .until(
            () ->
                template
                        .send(
                            uri(),
                            exchange -> {
                              exchange.getIn().setHeader(DittoConstants.OPERATION, "retrieve");
                              exchange.getIn().setHeader(DittoConstants.THING_ID, PUMP.toString());
                            })
                        .getException()
                    == null);
    ditto.commands.clear();
  }

  @AfterEach
  void close() {
    camel.stop();
    ditto.close();
  }

  private String uri() {
    return "ditto:things?operation=message&auth=pre:test&transport="
        + transport
        + "&url="
        + ditto.url();
  }

  private Exchange send(Object body, String contentType) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(DittoConstants.THING_ID, "org.test:pump");
    headers.put(DittoConstants.SUBJECT, "ask");
    if (contentType != null) {
      headers.put(DittoConstants.CONTENT_TYPE, contentType);
    }
    return template.send(
        uri(),
        exchange -> {
          exchange.getIn().setBody(body);
          exchange.getIn().setHeaders(headers);
        });
  }

  static Stream<Arguments> contents() {
    byte[] umlaut = "grün".getBytes(UTF_8);
    return Stream.of(
        Arguments.of(BINARY, "application/octet-stream", BASE64, BINARY),
        Arguments.of(BINARY, "image/png", BASE64, BINARY),
        Arguments.of(BINARY, "Application/CBOR", BASE64, BINARY),
        Arguments.of(BINARY, "application/xml", BASE64, BINARY),
        Arguments.of(BINARY, null, BASE64, BINARY),
        Arguments.of(ByteBuffer.wrap(BINARY), null, BASE64, BINARY),
        Arguments.of(new byte[0], "application/octet-stream", "", new byte[0]),
        Arguments.of("test", "application/octet-stream", "dGVzdA==", "test".getBytes(UTF_8)),
        Arguments.of("<a/>", "application/xml", "PGEvPg==", "<a/>".getBytes(UTF_8)),
        Arguments.of(
            "grün",
            "application/xml; charset=ISO-8859-1",
            Base64.getEncoder().encodeToString("grün".getBytes(ISO_8859_1)),
            "grün".getBytes(ISO_8859_1)),
        Arguments.of("grün", "text/plain", "grün", umlaut),
        Arguments.of(umlaut, "TEXT/Plain; Charset=UTF-8", "grün", umlaut),
        Arguments.of(
            "grün".getBytes(ISO_8859_1), "text/csv;charset=\"ISO-8859-1\"", "grün", umlaut),
        Arguments.of("1+1", "application/javascript", "1+1", "1+1".getBytes(UTF_8)),
        Arguments.of(
            Map.of("a", 1), "Application/JSON", new JsonObject().put("a", 1), json("{\"a\":1}")),
        Arguments.of(
            "{\"a\":1}",
            "application/json; charset=utf-8",
            new JsonObject().put("a", 1),
            json("{\"a\":1}")),
        Arguments.of(
            json("{\"a\":\"ü\"}"),
            "application/vnd.acme+json",
            new JsonObject().put("a", "ü"),
            json("{\"a\":\"ü\"}")),
        Arguments.of(
            new ByteArrayInputStream(json("{\"a\":1}")),
            "application/merge-patch+JSON",
            new JsonObject().put("a", 1),
            json("{\"a\":1}")),
        Arguments.of(Map.of("a", 1), null, new JsonObject().put("a", 1), json("{\"a\":1}")),
        Arguments.of(Map.of("a", 1), " ", new JsonObject().put("a", 1), json("{\"a\":1}")),
        Arguments.of("\"text\"", "application/json", "text", json("\"text\"")),
        Arguments.of(5, "application/json", 5, json("5")));
  }

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void theProducersBodyIsWhatDittoReads(
      Object body, String contentType, Object value, byte[] expected) {
    // WHEN
    assertThat(send(body, contentType).getException()).isNull();
    // THEN the value follows Ditto's rule
    JsonObject command = ditto.commands.get(0);
    assertThat(command.getValue("value")).isEqualTo(value);
    // AND Ditto's own library reads the same content
    SendThingMessage<?> read =
        (SendThingMessage<?>)
            DittoProtocolAdapter.newInstance()
                .fromAdaptable(
                    ProtocolFactory.jsonifiableAdaptableFromJson(
                        org.eclipse.ditto.json.JsonObject.of(command.encode())));
    if (expected.length > 0) {
      assertThat(bytes(read.getMessage().getRawPayload().orElseThrow())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void theRoutesAnswerIsWrittenAlike(
      Object body, String contentType, Object value, byte[] expected) {
    answer = body;
    answerType = contentType;
    ditto.signal(message("application/json", json("{}")));
    await().until(() -> !ditto.commands.isEmpty());
    assertThat(ditto.commands.get(0).getInteger("status")).isEqualTo(200);
    assertThat(ditto.commands.get(0).getValue("value")).isEqualTo(value);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** A live message as Ditto writes it for what came in over HTTP. */
  private static JsonObject message(String contentType, byte[] content) {
    MessageHeaders headers =
        MessageHeaders.newBuilder(MessageDirection.TO, PUMP, "ask")
            .contentType(contentType)
            .correlationId("c1")
            .build();
    Message<Object> message =
        Message.newBuilder(headers).rawPayload(ByteBuffer.wrap(content)).build();
    return new JsonObject(
        ProtocolFactory.wrapAsJsonifiableAdaptable(
                DittoProtocolAdapter.newInstance()
                    .toAdaptable(
                        SendThingMessage.of(
                            PUMP, message, DittoHeaders.newBuilder(headers).build())))
            .toJsonString());
  }

  private Object consume(JsonObject message) {
    ditto.signal(message);
    await().until(() -> !bodies.isEmpty());
    return bodies.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "image/png",
        "APPLICATION/cbor",
        "application/vnd.acme",
        "application/xml;charset=utf-8"
      })
  void theConsumerGivesTheBytesOfAnyBinaryType(String contentType) {
    assertThat(consume(message(contentType, BINARY))).isEqualTo(BINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json ; charset=utf-8",
        "application/vnd.acme+json",
        "application/merge-patch+json"
      })
  void theConsumerGivesJsonOfAnyJsonType(String contentType) {
    assertThat(consume(message(contentType, json("{\"a\":1}"))))
        .isEqualTo(JsonValue.of(org.eclipse.ditto.json.JsonObject.of("{\"a\":1}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "TEXT/CSV;charset=UTF-8", "text/plain ;charset=UTF-8"})
  void theConsumerGivesText(String contentType) {
    assertThat(consume(message(contentType, "grün".getBytes(UTF_8)))).isEqualTo("grün");
  }

  @Test
  void theConsumerUnwrapsAJsonString() {
    assertThat(consume(message("application/json", json("\"text\""))))
        .isEqualTo(JsonValue.of("text"));
  }

  @Test
  void theConsumerTakesContentWithoutTypeForBinaryAsDittoDoes() {
    JsonObject message = message("image/png", BINARY);
    message.getJsonObject("headers").remove("content-type");
    assertThat(consume(message)).isEqualTo(BINARY);
  }

  @ParameterizedTest
  @MethodSource
  void contentThatIsNotWhatItsTypeSaysIsRefused(Object body, String contentType, String part) {
    Exchange refused = send(body, contentType);
    assertThat(refused.getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
    assertThat(ditto.commands).isEmpty();
  }

  static Stream<Arguments> contentThatIsNotWhatItsTypeSaysIsRefused() {
    return Stream.of(
        Arguments.of(BINARY, "text/plain", "The body is not text in UTF-8"),
        Arguments.of(BINARY, "application/json", "The body is not text in UTF-8"),
        Arguments.of(BINARY, "text/plain;charset=none-such", "unknown charset"),
        Arguments.of("€", "application/xml;charset=ISO-8859-1", "characters that ISO-8859-1 lacks"),
        Arguments.of(Map.of("a", 1), "image/png", "must be text or bytes"),
        Arguments.of("text", "application/json", "The body is not valid JSON"));
  }
}
