package org.twinsuite.sandbox.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.twinsuite.sandbox.ditto.Clients.done;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.client.changes.ThingChange;
import org.eclipse.ditto.client.options.Options;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.Subject;
import org.eclipse.ditto.policies.model.SubjectType;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.things.model.Thing;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotAccessibleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Eclipse Ditto's own client works against the embedded Ditto. */
class OfficialClientTest {

  private static final ThingId PUMP = ThingId.of("org.twinsuite.test:pump");

  private static EmbeddedDitto ditto;
  private static DittoClient writer;
  private static DittoClient reader;

  @BeforeAll
  static void connect() {
    ditto = EmbeddedDitto.start();
    writer = Clients.connect(ditto, "nginx:ditto");
    reader = Clients.connect(ditto, "nginx:ditto");
  }

  @AfterAll
  static void disconnect() {
    writer.destroy();
    reader.destroy();
    ditto.close();
  }

  @Test
  void twinIsCreatedChangedAndDeleted() {
    // GIVEN
    ThingId id = ThingId.of("org.twinsuite.test:lifecycle");
    Thing created =
        done(
            writer
                .twin()
                .create(JsonObject.of("{\"thingId\":\"" + id + "\",\"attributes\":{\"a\":1}}")));
    assertThat(created.getEntityId()).contains(id);

    // WHEN
    done(writer.twin().forId(id).putAttribute(JsonPointer.of("b"), JsonValue.of("x")));
    done(writer.twin().forId(id).mergeAttribute(JsonPointer.of("c/d"), JsonValue.of(2)));
    done(writer.twin().forId(id).deleteAttribute(JsonPointer.of("a")));

    // THEN
    Thing thing = done(writer.twin().forId(id).retrieve());
    assertThat(thing.getAttributes().orElseThrow().toJsonString())
        .isEqualTo("{\"b\":\"x\",\"c\":{\"d\":2}}");
    Thing selected =
        done(
            writer
                .twin()
                .forId(id)
                .retrieve(
                    JsonFactory.newFieldSelector(
                        JsonPointer.of("_revision"), JsonPointer.of("attributes/b"))));
    assertThat(selected.getRevision().orElseThrow().toLong()).isEqualTo(4);

    done(writer.twin().forId(id).delete());
    assertThatThrownBy(() -> done(writer.twin().forId(id).retrieve()))
        .hasCauseInstanceOf(ThingNotAccessibleException.class);
  }

  @Test
  void conditionThatDoesNotHoldIsATypedFailure() {
    ThingId id = ThingId.of("org.twinsuite.test:condition");
    done(writer.twin().create(id));

    assertThatThrownBy(
            () ->
                done(
                    writer
                        .twin()
                        .forId(id)
                        .putAttribute(
                            JsonPointer.of("x"),
                            JsonValue.of(1),
                            Options.condition("gt(attributes/x,5)"))))
        .hasCauseInstanceOf(ThingConditionFailedException.class);
  }

  @Test
  void changesArriveWithRevisionAndExtraFieldsButNotAtTheirOrigin() {
    // GIVEN two connections that consume
    List<ThingChange> seen = new CopyOnWriteArrayList<>();
    List<ThingChange> own = new CopyOnWriteArrayList<>();
    reader.twin().registerForThingChanges("seen", seen::add);
    writer.twin().registerForThingChanges("own", own::add);
    done(
        reader
            .twin()
            .startConsumption(
                Options.Consumption.namespaces("org.twinsuite.test"),
                Options.Consumption.filter("gt(attributes/n,1)"),
                Options.Consumption.extraFields(
                    JsonFactory.newFieldSelector(JsonPointer.of("attributes/site")))));
    done(writer.twin().startConsumption());

    // WHEN
    done(
        writer
            .twin()
            .create(
                JsonObject.of(
                    "{\"thingId\":\"" + PUMP + "\",\"attributes\":{\"site\":\"S\",\"n\":0}}")));
    done(writer.twin().forId(PUMP).putAttribute(JsonPointer.of("n"), JsonValue.of(1)));
    done(
        writer
            .twin()
            .forId(PUMP)
            .putAttribute(
                JsonPointer.of("n"),
                JsonValue.of(2),
                Options.headers(
                    DittoHeaders.newBuilder().putHeader("twinsuite-writer", "me").build())));

    // THEN only the one that passes the filter, and not at its origin
    await().atMost(Duration.ofMinutes(1)).until(() -> seen.size() == 1);
    ThingChange change = seen.get(0);
    assertThat(change.getRevision()).isEqualTo(3);
    assertThat(change.getExtra().orElseThrow())
        .isEqualTo(JsonObject.of("{\"attributes\":{\"site\":\"S\"}}"));
    assertThat(change.getDittoHeaders()).containsEntry("twinsuite-writer", "me");
    assertThat(own).isEmpty();
  }

  @Test
  void policiesAreCreatedReadAndDeleted() {
    PolicyId id = PolicyId.of("org.twinsuite.test:policy");
    Policy policy =
        Policy.newBuilder(id)
            .forLabel("owner")
            .setSubject(Subject.newInstance("nginx:ditto", SubjectType.GENERATED))
            .setGrantedPermissions("policy", "/", "READ", "WRITE")
            .setGrantedPermissions("thing", "/", "READ", "WRITE")
            .build();

    assertThat(done(writer.policies().create(policy)).getEntityId()).contains(id);
    assertThat(done(writer.policies().retrieve(id)).getEntriesSet())
        .isEqualTo(policy.getEntriesSet());
    done(writer.policies().delete(id));
    assertThatThrownBy(() -> done(writer.policies().retrieve(id)))
        .hasCauseInstanceOf(PolicyNotAccessibleException.class);
  }

  @Test
  void searchStreamsAllPages() {
    for (int i = 0; i < 7; i++) {
      done(
          writer
              .twin()
              .create(
                  JsonObject.of(
                      "{\"thingId\":\"org.twinsuite.search:t"
                          + i
                          + "\",\"attributes\":{\"n\":"
                          + i
                          + "}}")));
    }

    List<String> found =
        reader.twin().search().stream(
                query ->
                    query
                        .filter("gt(attributes/n,1)")
                        .namespace("org.twinsuite.search")
                        .options(options -> options.size(2).sort(s -> s.desc("attributes/n"))))
            .map(thing -> thing.getEntityId().orElseThrow().getName())
            .toList();

    assertThat(found).containsExactly("t6", "t5", "t4", "t3", "t2");
  }

  @Test
  void liveMessageIsAnswered() {
    // GIVEN a thing whose device answers
    ThingId id = ThingId.of("org.twinsuite.test:live");
    done(writer.twin().create(id));
    reader
        .live()
        .registerForMessage(
            "device",
            "ask",
            String.class,
            message ->
                message
                    .reply()
                    .httpStatus(HttpStatus.OK)
                    .payload("re: " + message.getPayload().orElse(""))
                    .contentType("text/plain")
                    .send());
    done(reader.live().startConsumption());

    // WHEN
    CompletableFuture<String> answer = new CompletableFuture<>();
    writer
        .live()
        .<String>message()
        .to(id)
        .subject("ask")
        .payload("hello")
        .contentType("text/plain")
        .send(
            String.class,
            (response, failure) -> {
              if (failure == null) {
                answer.complete(response.getPayload().orElse(""));
              } else {
                answer.completeExceptionally(failure);
              }
            });

    // THEN
    assertThat(done(answer)).isEqualTo("re: hello");
  }
}
