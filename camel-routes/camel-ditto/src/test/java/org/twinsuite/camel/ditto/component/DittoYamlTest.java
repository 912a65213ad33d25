package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.TwinChange;

/** A route in YAML with component options from properties and the health check on. */
class DittoYamlTest {

  @Test
  void runsARouteWrittenInYaml() throws Exception {
    try (FakeDitto ditto = new FakeDitto()) {
      List<Object> seen = new CopyOnWriteArrayList<>();
      Main main = new Main();
      main.configure().withRoutesIncludePattern("classpath:routes/changes.yaml");
      main.addInitialProperty("camel.component.ditto.url", ditto.url());
      main.addInitialProperty("camel.component.ditto.auth", "pre:test");
      main.addInitialProperty("camel.health.consumers-enabled", "true");
      main.bind("seen", (org.apache.camel.Processor) e -> seen.add(e.getIn().getBody()));
      main.start();
      try {
        await().until(() -> ditto.requests.stream().anyMatch(r -> r.contains("search")));
        ditto.change("org.test:a", null);
        await().until(() -> !seen.isEmpty());
        assertThat(((TwinChange) seen.get(0)).thingId()).isEqualTo("org.test:a");
        assertThat(ditto.requests)
            .anyMatch(r -> r.startsWith("START-SEND-EVENTS?namespaces=org.test&filter="));
        HealthCheck check =
            HealthCheckHelper.getHealthCheck(main.getCamelContext(), "consumer:changes");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
      } finally {
        main.stop();
      }
    }
  }
}
