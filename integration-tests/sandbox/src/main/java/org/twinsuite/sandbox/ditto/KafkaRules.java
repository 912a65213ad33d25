package org.twinsuite.sandbox.ditto;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.model.ConnectionConfigurationInvalidException;
import org.eclipse.ditto.connectivity.model.ConnectionUriInvalidException;
import org.eclipse.ditto.connectivity.model.Source;
import org.eclipse.ditto.connectivity.model.Target;

/** What Ditto's connectivity service asks of a Kafka connection beyond Ditto's model. */
final class KafkaRules {

  private static final Set<String> SCHEMES = Set.of("tcp", "ssl");
  private static final Pattern SERVERS =
      Pattern.compile("[a-zA-Z0-9.-]+:[1-9][0-9]{0,4}(\\s*,\\s*[a-zA-Z0-9.-]+:[1-9][0-9]{0,4})*");

  private KafkaRules() {}

  /**
   * Checks scheme, topics and bootstrap servers, in Ditto's order.
   *
   * @throws ConnectionUriInvalidException (400) for another scheme than tcp or ssl.
   * @throws ConnectionConfigurationInvalidException (400) for a topic Kafka does not take and for
   *     bootstrap servers that are missing or no list of {@code host:port}.
   */
  static void check(Connection connection) {
    if (!SCHEMES.contains(connection.getProtocol())) {
      throw ConnectionUriInvalidException.newBuilder(connection.getUri())
          .message(
              "The URI scheme '" + connection.getProtocol() + "' is not valid for Kafka 2.1.1.")
          .description("Accepted URI schemes are: tcp, ssl")
          .build();
    }
    for (Source source : connection.getSources()) {
      source.getAddresses().forEach(KafkaRules::topic);
    }
    for (Target target : connection.getTargets()) {
      // behind the topic may stand /key or #partition
      topic(target.getAddress().replaceAll("\\{\\{.*?}}", "x").split("[/#]", 2)[0]);
    }
    String servers = connection.getSpecificConfig().get("bootstrapServers");
    if (servers == null || !SERVERS.matcher(servers.strip()).matches()) {
      throw invalid("The provided list of bootstrap servers '" + servers + "' is not valid");
    }
  }

  private static void topic(String address) {
    try {
      Topic.validate(address.replaceAll("\\{\\{.*?}}", "x"));
    } catch (InvalidTopicException e) {
      throw invalid("The provided topic '" + address + "' is not valid: " + e.getMessage());
    }
  }

  private static ConnectionConfigurationInvalidException invalid(String message) {
    return ConnectionConfigurationInvalidException.newBuilder(message).build();
  }
}
