package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.Patience.await;

import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class YamlRouteTest {

  @Test
  void givenARouteInYaml_thenOptionsOfTheComponentAndTheEndpointApply() throws Exception {
    TestKafka kafka = TestKafka.shared();
    String tenant = "tenant-" + UUID.randomUUID();
    String topic = HonoChannel.event.topic(tenant);
    kafka.createTopic(topic, 1);
    kafka.send(topic, "pump-1", "hello");
    Main main = new Main();
    main.configure().withRoutesIncludePattern("classpath:routes/hono.yaml");
    main.addInitialProperty("camel.component.hono.bootstrap-servers", kafka.bootstrapServers());
    main.addInitialProperty("camel.component.hono.group-id", tenant);
    main.addInitialProperty("camel.health.consumers-enabled", "true");
    main.addInitialProperty("tenant", tenant);
    main.start();
    try {
      MockEndpoint events = main.getCamelContext().getEndpoint("mock:events", MockEndpoint.class);
      events.expectedMessageCount(1);
      events.expectedHeaderReceived(HonoConstants.DEVICE_ID, "pump-1");
      events.assertIsSatisfied(60_000);
      HonoEndpoint endpoint =
          (HonoEndpoint) main.getCamelContext().getRoute("events").getEndpoint();
      assertThat(endpoint.getConfiguration().getMaxInFlight()).isEqualTo(50);
      assertThat(endpoint.getConfiguration().getGroupId()).isEqualTo(tenant);
      assertThat(endpoint.getConfiguration().getProperties())
          .containsEntry("fetch.max.wait.ms", "100");
      await()
          .untilAsserted(
              () ->
                  assertThat(consumerChecks(main).map(check -> check.call().getState()))
                      .containsExactly(HealthCheck.State.UP));
    } finally {
      main.stop();
    }
  }

  private static Stream<HealthCheck> consumerChecks(Main main) {
    return HealthCheckHelper.getHealthCheckRepository(main.getCamelContext(), "consumers").stream()
        .filter(check -> check.getId().equals("consumer:events"));
  }
}
