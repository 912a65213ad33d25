package org.twinsuite.pipeline.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoOperation;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Writes what the suite knows into twins, and reads things, through the {@code ditto:} component.
 * Every sample is a command, so they go over its plain WebSocket, which takes a quarter of the
 * processor time of Ditto's client.
 */
public final class Twins implements AutoCloseable {
  private final CamelContext camel;
  private final AsyncProducer producer;

  /**
   * @param camel knows how Ditto is reached, {@link DittoAccess}
   */
  public Twins(CamelContext camel) throws Exception {
    this.camel = camel;
    this.producer = camel.getEndpoint("ditto:things?transport=websocket").createAsyncProducer();
    camel.addService(producer, true, true);
  }

  /**
   * Merges a patch into a thing.
   *
   * @param path JSON pointer below the thing
   * @return fails with {@link DittoCommandException} or an I/O error
   */
  public CompletableFuture<Void> merge(
      String thingId, String path, JsonValue patch, String correlationId) {
    return mergeIf(thingId, path, patch, null, correlationId);
  }

  /**
   * Merges a patch into a thing if a condition holds.
   *
   * @param condition RQL; {@code null} for none; not met, the result fails with status 412
   */
  public CompletableFuture<Void> mergeIf(
      String thingId, String path, JsonValue patch, String condition, String correlationId) {
    Exchange exchange = exchange(DittoOperation.merge, thingId, correlationId);
    exchange.getMessage().setBody(patch);
    exchange.getMessage().setHeader(DittoConstants.PATH, path);
    if (condition != null) {
      exchange.getMessage().setHeader(DittoConstants.CONDITION, condition);
    }
    return send(exchange).thenApply(done -> null);
  }

  /** A thing as JSON with its revision; empty when there is none or it may not be read. */
  public Optional<JsonObject> retrieve(String thingId) {
    Exchange question = exchange(DittoOperation.retrieve, thingId, null);
    question
        .getMessage()
        .setHeader(DittoConstants.FIELDS, "thingId,definition,attributes,features,_revision");
    try {
      Object body = send(question).join().getMessage().getBody();
      return Optional.of(body instanceof JsonObject json ? json : JsonObject.of(body.toString()));
    } catch (CompletionException failed) {
      TwinFailure failure = TwinFailure.of(failed);
      if (failure.isNotFound()) {
        return Optional.empty();
      }
      throw new IllegalStateException(failure.message(), failure.cause());
    }
  }

  /**
   * All things the suite may see.
   *
   * @param fields what of each is wanted
   */
  public List<JsonObject> search(String fields) {
    List<JsonObject> things = new ArrayList<>();
    String cursor = null;
    do {
      Exchange question = new DefaultExchange(camel);
      question.getMessage().setHeader(DittoConstants.OPERATION, DittoOperation.search.name());
      question.getMessage().setHeader(DittoConstants.FIELDS, fields);
      if (cursor != null) {
        question.getMessage().setHeader(DittoConstants.CURSOR, cursor);
      }
      Exchange answer = send(question).join();
      JsonArray page = (JsonArray) answer.getMessage().getBody();
      page.forEach(item -> things.add(item.asObject()));
      cursor = answer.getMessage().getHeader(DittoConstants.CURSOR, String.class);
    } while (cursor != null);
    return things;
  }

  /** The changes of a thing from a revision to another, both included, oldest first. */
  @SuppressWarnings("unchecked")
  public CompletableFuture<List<TwinChange>> history(String thingId, long from, long to) {
    Exchange question = exchange(DittoOperation.history, thingId, null);
    question.getMessage().setHeader(DittoConstants.FROM_REVISION, from);
    question.getMessage().setHeader(DittoConstants.TO_REVISION, to);
    return send(question).thenApply(answer -> answer.getMessage().getBody(List.class));
  }

  private Exchange exchange(DittoOperation operation, String thingId, String correlationId) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setHeader(DittoConstants.OPERATION, operation.name());
    exchange.getMessage().setHeader(DittoConstants.THING_ID, thingId);
    if (correlationId != null) {
      exchange.getMessage().setHeader(DittoConstants.CORRELATION_ID, correlationId);
    }
    return exchange;
  }

  private CompletableFuture<Exchange> send(Exchange exchange) {
    CompletableFuture<Exchange> answer = new CompletableFuture<>();
    try {
      producer.process(exchange, doneSync -> complete(answer, exchange));
    } catch (Throwable failed) {
      answer.completeExceptionally(failed);
    }
    return answer;
  }

  private static void complete(CompletableFuture<Exchange> answer, Exchange exchange) {
    if (exchange.getException() != null) {
      answer.completeExceptionally(exchange.getException());
    } else {
      answer.complete(exchange);
    }
  }

  @Override
  public void close() {
    producer.stop();
  }
}
