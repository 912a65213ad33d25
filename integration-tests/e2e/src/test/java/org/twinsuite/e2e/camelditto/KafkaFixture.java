package org.twinsuite.e2e.camelditto;

import static org.twinsuite.e2e.camelditto.Patience.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.ConsumerGroupState;
import org.eclipse.ditto.json.JsonObject;
import org.h2.jdbcx.JdbcDataSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.JdbcRevisionStore;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;

/** A Ditto, a Kafka, and a namespace with a topic, a group and marks of its own. */
final class KafkaFixture implements AutoCloseable {

  static final String FAST =
      "&gapDelay=50&reconnectDelay=20&redeliveryDelay=20&auditPeriod=1000&commitInterval=50"
          + "&kafka.metadata.max.age.ms=500";

  /** Ditto and Kafka, shared by the tests of a class. */
  static final class Servers implements AutoCloseable {

    final EmbeddedDitto ditto = EmbeddedDitto.start();
    final EmbeddedKafka kafka;

    Servers(Path directory) {
      kafka = EmbeddedKafka.start(directory, 0);
    }

    @Override
    public void close() {
      kafka.close();
      ditto.close();
    }
  }

  final Servers servers;
  final String namespace = "org.kafka" + UUID.randomUUID().toString().substring(0, 8);
  final String topic = namespace;
  final KafkaTarget target;
  private final JdbcDataSource database = new JdbcDataSource();
  private final List<CamelContext> contexts = new ArrayList<>();
  private final CamelContext writing = new DefaultCamelContext();
  private final ProducerTemplate writer;

  KafkaFixture(Servers servers, int partitions) throws Exception {
    this.servers = servers;
    servers.kafka.createTopics(partitions, List.of(topic));
    target =
        new KafkaTarget(servers.ditto.port(), servers.kafka.bootstrapServers(), topic, namespace);
    database.setURL("jdbc:h2:mem:" + namespace + ";DB_CLOSE_DELAY=-1");
    marks().createTable();
    writing.start();
    writer = writing.createProducerTemplate();
  }

  /** Makes the table of the marks in a database that other processes can reach. */
  void marksAt(String url) {
    JdbcDataSource shared = new JdbcDataSource();
    shared.setURL(url);
    new JdbcRevisionStore(shared, "group").createTable();
  }

  /** The marks as another process sees them. */
  JdbcRevisionStore marks() {
    return new JdbcRevisionStore(database, "group");
  }

  String thing(int number) {
    return namespace + ":pump-" + number;
  }

  /** URI of a consumer without its revision store. */
  String uri(String options) {
    return "ditto:events?source=kafka&auth=pre:test:plant&url="
        + servers.ditto.url()
        + "&brokers="
        + servers.kafka.bootstrapServers()
        + "&topic="
        + topic
        + "&groupId="
        + topic
        + "&namespaces="
        + namespace
        + FAST
        + options;
  }

  /** One more member of the group, with a cache of the marks of its own. */
  DittoEventsConsumer member(String options, Processor step) throws Exception {
    return consumer(uri(options) + "&revisionStore=#marks", step);
  }

  DittoEventsConsumer consumer(String uri, Processor step) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    camel.getShutdownStrategy().setTimeout(5);
    camel.getRegistry().bind("marks", marks());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(uri).routeId("changes").process(step);
          }
        });
    contexts.add(camel);
    camel.start();
    return (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
  }

  void create(int things) {
    for (int t = 0; t < things; t++) {
      String thingId = thing(t);
      await().until(() -> send(thingId, "put", "/", "{\"attributes\":{\"n\":0}}", null).join());
    }
  }

  /** Changes a thing; ends when Ditto has it. */
  CompletableFuture<Boolean> change(String thingId, int value, String by) {
    return send(thingId, "putProperty", "/attributes/n", Integer.toString(value), by);
  }

  private CompletableFuture<Boolean> send(
      String thingId, String operation, String path, String body, String by) {
    return writer
        .asyncSend(
            "ditto:things?auth=pre:test:plant&url="
                + servers.ditto.url()
                + (by == null ? "" : "&writer=" + by),
            exchange -> {
              exchange.getIn().setHeader(DittoConstants.OPERATION, operation);
              exchange.getIn().setHeader(DittoConstants.THING_ID, thingId);
              exchange.getIn().setHeader(DittoConstants.PATH, path);
              exchange.getIn().setBody(body);
            })
        .thenApply(Exchange::getException)
        .thenApply(failure -> failure == null);
  }

  /** The current revision of each thing, from Ditto. */
  Map<String, Long> revisions(int things) {
    Map<String, Long> revisions = new HashMap<>();
    for (int t = 0; t < things; t++) {
      String thingId = thing(t);
      Exchange answer =
          writer.send(
              "ditto:things?auth=pre:test:plant&url=" + servers.ditto.url(),
              exchange -> {
                exchange.getIn().setHeader(DittoConstants.THING_ID, thingId);
                exchange.getIn().setHeader(DittoConstants.FIELDS, "_revision");
              });
      JsonObject thing = answer.getMessage().getBody(JsonObject.class);
      revisions.put(thingId, thing.getValue("_revision").orElseThrow().asLong());
    }
    return revisions;
  }

  /** How many members the group has; 0 while partitions are being distributed. */
  int stableMembers() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", servers.kafka.bootstrapServers()))) {
      var group = admin.describeConsumerGroups(List.of(topic)).all().get().get(topic);
      return group.state() == ConsumerGroupState.STABLE ? group.members().size() : 0;
    }
  }

  /** The committed position summed over all partitions. */
  long committed() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", servers.kafka.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets(topic)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset.offset())
          .sum();
    }
  }

  @Override
  public void close() {
    contexts.forEach(CamelContext::stop);
    writing.stop();
    target.close();
  }
}
