package org.twinsuite.app.doctor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.twinsuite.app.config.AppConfig;
import org.twinsuite.app.config.IngestOptions;

/** Hono's Kafka: there, the topics of each tenant, the consumer group. */
public final class KafkaCheck implements Check {
  private static final int SECONDS = 10;
  private final String servers;
  private final List<String> topics;
  private final String group;

  /**
   * @param topics that have to be there
   */
  public KafkaCheck(AppConfig config, List<String> topics) {
    this.servers = config.get(IngestOptions.KAFKA);
    this.group = config.get(IngestOptions.GROUP);
    this.topics = topics;
  }

  @Override
  public String area() {
    return "kafka";
  }

  @Override
  public void look(Consumer<Finding> findings) throws Exception {
    if (topics.isEmpty()) {
      findings.accept(
          Finding.warn(
              area(),
              servers,
              "no tenant is configured, so no telemetry is taken in",
              "set twinsuite.hono.tenant"));
      return;
    }
    Map<String, Object> options =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            SECONDS * 1000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            SECONDS * 1000);
    try (Admin admin = Admin.create(options)) {
      int nodes = admin.describeCluster().nodes().get(2 * SECONDS, TimeUnit.SECONDS).size();
      findings.accept(Finding.ok(area(), servers, nodes + " brokers answer"));
      Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
      for (String topic : topics) {
        findings.accept(
            there.contains(topic)
                ? Finding.ok(area(), topic, partitions(admin, topic) + " partitions")
                : Finding.failed(
                    area(),
                    topic,
                    "is not there, or not for this user",
                    "create the tenant in Hono (it creates its topics), or grant READ on them"));
      }
      group(admin, findings);
    } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException away) {
      findings.accept(
          Finding.failed(
              area(),
              servers,
              "does not answer",
              "start Kafka or correct twinsuite.hono.bootstrap-servers"));
    }
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    KafkaFuture<TopicDescription> description =
        admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
    return description.get(SECONDS, TimeUnit.SECONDS).partitions().size();
  }

  private void group(Admin admin, Consumer<Finding> findings) throws Exception {
    try {
      admin.describeConsumerGroups(List.of(group)).all().get(SECONDS, TimeUnit.SECONDS);
      findings.accept(Finding.ok(area(), "group " + group, "may be used"));
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof GroupIdNotFoundException) {
        findings.accept(Finding.ok(area(), "group " + group, "is new"));
      } else if (refused.getCause() instanceof AuthorizationException) {
        findings.accept(
            Finding.failed(
                area(), "group " + group, "is not for this user", "grant READ on the group"));
      } else {
        throw refused;
      }
    }
  }
}
