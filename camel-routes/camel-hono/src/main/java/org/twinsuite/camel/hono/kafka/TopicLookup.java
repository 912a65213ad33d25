package org.twinsuite.camel.hono.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether a topic exists. Asked with an admin client, as a consumer that subscribes to a topic that
 * is missing asks and warns once a second for as long as it is.
 */
final class TopicLookup implements AutoCloseable {

  private final Map<String, Object> config;
  private Admin admin;

  TopicLookup(Map<String, Object> config) {
    this.config = config;
  }

  /**
   * Looks a topic up.
   *
   * @return its partitions, empty when there is no such topic; or Kafka's exception
   */
  synchronized CompletionStage<Set<TopicPartition>> partitions(String topic) {
    CompletableFuture<Set<TopicPartition>> found = new CompletableFuture<>();
    try {
      if (admin == null) {
        admin = Admin.create(config);
      }
      admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .get(topic)
          .whenComplete(
              (description, failure) -> {
                if (failure == null) {
                  found.complete(
                      description.partitions().stream()
                          .map(partition -> new TopicPartition(topic, partition.partition()))
                          .collect(Collectors.toSet()));
                } else if (failure instanceof UnknownTopicOrPartitionException) {
                  found.complete(Set.of());
                } else {
                  found.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      found.completeExceptionally(e);
    }
    return found;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(java.time.Duration.ZERO);
      admin = null;
    }
  }
}
