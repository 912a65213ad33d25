package org.twinsuite.camel.ditto.internal.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.twinsuite.camel.ditto.KafkaSourceOptions;

/**
 * Properties of the Kafka client: own defaults first, then what the user set, then what the
 * consumer's promises depend on.
 */
public final class ClientProperties {

  private ClientProperties() {}

  /**
   * @param batch how many messages one poll may bring
   * @throws org.apache.kafka.common.config.ConfigException when a property has no valid value
   */
  public static Map<String, Object> consumer(KafkaSourceOptions options, int batch) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.putAll(options.getKafkaProperties());
    put(config, CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, options.getSecurityProtocol());
    put(config, SaslConfigs.SASL_MECHANISM, options.getSaslMechanism());
    put(config, SaslConfigs.SASL_JAAS_CONFIG, options.getSaslJaasConfig());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.getBrokers());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, options.getGroupId());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    config.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    new ConsumerConfig(config);
    return config;
  }

  private static void put(Map<String, Object> config, String name, String value) {
    if (value != null) {
      config.put(name, value);
    }
  }
}
