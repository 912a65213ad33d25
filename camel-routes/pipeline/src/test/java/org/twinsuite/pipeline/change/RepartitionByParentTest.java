package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.twin.ThingViews;

class RepartitionByParentTest {
  private final AtomicReference<String> parent = new AtomicReference<>("plant:line1");
  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final RepartitionByParent forwarder =
      new RepartitionByParent(
          kafka,
          "groups",
          new ThingViews(
              thing ->
                  Optional.of(
                      JsonObject.of("{\"attributes\":{\"parent\":\"" + parent.get() + "\"}}"))));

  @Test
  void whoJudgedAThingSoFarIsToldThatItMoved() {
    // GIVEN a thing of a line
    send("/features/flow/properties/value", "1", 1);
    // WHEN it moves to another one
    parent.set("plant:line2");
    send("/attributes/parent", "\"plant:line2\"", 2);
    send("/features/flow/properties/value", "2", 3);
    // THEN both lines see the move, and only the new one what follows
    assertThat(revisions("plant:line1")).containsExactly(1L, 2L);
    assertThat(revisions("plant:line2")).containsExactly(2L, 3L);
  }

  private List<Long> revisions(String group) {
    return kafka.history().stream()
        .filter(message -> message.key().equals(group))
        .map(ProducerRecord::value)
        .map(value -> GroupRecord.of(value).change().revision())
        .toList();
  }

  private void send(String path, String value, long revision) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange
        .getMessage()
        .setBody(
            new TwinChange(
                "plant:p1",
                path,
                TwinChange.MODIFIED,
                JsonFactory.readFrom(value),
                revision,
                null,
                null,
                null));
    forwarder.process(exchange, doneSync -> {});
    assertThat(exchange.getException()).isNull();
  }
}
