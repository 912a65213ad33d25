package org.twinsuite.app.doctor;

import java.util.HashMap;
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

/** A Kafka: there, its topics, the consumer group. */
public final class KafkaCheck implements Check {
  private static final int SECONDS = 10;
  private final Map<String, Object> client;
  private final String servers;
  private final List<Topic> topics;
  private final String group;
  private final String option;

  /**
   * A topic.
   *
   * @param need what it means when it does not exist
   * @param fix what to do then; empty where nothing is to be done
   */
  public record Topic(String name, Need need, String fix) {}

  /** What a missing topic means. */
  public enum Need {
    /** The app cannot do its work. */
    REQUIRED,
    /** Somebody else makes it with the first message. */
    MADE_BY_FIRST_MESSAGE,
    /** The app makes it when it starts. */
    MADE_BY_APP
  }

  /**
   * @param properties of the client, such as how to log in
   * @param option names the servers, for the fix
   */
  public KafkaCheck(
      Map<String, String> properties,
      String servers,
      List<Topic> topics,
      String group,
      String option) {
    this.client = new HashMap<>(properties);
    this.servers = servers;
    this.topics = topics;
    this.group = group;
    this.option = option;
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
    Map<String, Object> options = new HashMap<>(client);
    options.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1000);
    options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
    try (Admin admin = Admin.create(options)) {
      int nodes = admin.describeCluster().nodes().get(2 * SECONDS, TimeUnit.SECONDS).size();
      findings.accept(Finding.ok(area(), servers, nodes + " brokers answer"));
      Set<String> there = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
      for (Topic topic : topics) {
        findings.accept(look(admin, topic, there));
      }
      group(admin, findings);
    } catch (ExecutionException | TimeoutException | org.apache.kafka.common.KafkaException away) {
      findings.accept(refused(away));
    }
  }

  private Finding refused(Exception away) {
    for (Throwable at = away; at != null; at = at.getCause()) {
      if (at instanceof org.apache.kafka.common.config.ConfigException
          && String.valueOf(at.getMessage()).contains("bootstrap urls")) {
        return Finding.failed(
            area(), servers, "unknown host", "correct " + option + " or the name service");
      }
    }
    return Finding.failed(
        area(),
        servers,
        "does not answer, or does not let this user in",
        "start Kafka, correct " + option + " or how the client logs in");
  }

  private Finding look(Admin admin, Topic topic, Set<String> there) throws Exception {
    if (there.contains(topic.name())) {
      return Finding.ok(area(), topic.name(), partitions(admin, topic.name()) + " partitions");
    }
    return switch (topic.need()) {
      case MADE_BY_APP -> Finding.ok(area(), topic.name(), "is made when the app starts");
      case MADE_BY_FIRST_MESSAGE ->
          Finding.warn(
              area(),
              topic.name(),
              "does not exist yet, or not for this user; it is made with the first message",
              topic.fix());
      case REQUIRED ->
          Finding.failed(area(), topic.name(), "is not there, or not for this user", topic.fix());
    };
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
