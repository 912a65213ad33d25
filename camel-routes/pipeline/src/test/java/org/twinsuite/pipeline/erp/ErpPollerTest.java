package org.twinsuite.pipeline.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.connectors.erp.Spares.Booking;
import org.twinsuite.connectors.erp.Spares.SpareRequest;
import org.twinsuite.connectors.erp.Spares.Stock;
import org.twinsuite.pipeline.StandInDitto;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.Twins;

class ErpPollerTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Map<String, String> written = new ConcurrentHashMap<>();
  private final SystemStates states = new SystemStates();
  private final Stocks sap = new Stocks();
  private final Stocks odoo = new Stocks();
  private final Map<String, String> systems = new LinkedHashMap<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private ErpPoller facts;

  @BeforeEach
  void open() throws Exception {
    StandInDitto.in(
        camel,
        exchange -> {
          written.put(
              exchange.getMessage().getHeader(DittoConstants.THING_ID, String.class),
              exchange.getMessage().getBody(String.class));
          return null;
        });
    camel.start();
    ThingViews views =
        new ThingViews(
            thing ->
                Optional.of(
                    JsonObject.of(
                        "{\"attributes\":{\"erp\":{\"system\":\""
                            + systems.get(thing)
                            + "\",\"plant\":\"1710\",\"parts\":{\"seal\":\"M-1\",\"bearing\":\"M-2\"}}}}")));
    for (int i = 0; i < 50; i++) {
      systems.put("plant:s" + i, "sap");
      systems.put("plant:o" + i, "odoo");
    }
    systems.keySet().forEach(thing -> views.load(thing, Instant.EPOCH));
    facts =
        new ErpPoller(
            new Erps(Map.of("sap", sap, "odoo", odoo)),
            views,
            new Twins(camel),
            states,
            InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    released.countDown();
    facts.close();
    camel.stop();
  }

  private void poll() {
    facts.process(null);
    await().atMost(SOON).until(facts::isIdle);
  }

  @Test
  void eachMaterialOfAPlantIsAskedForOnce() {
    poll();
    assertThat(sap.asked).containsExactlyInAnyOrder("M-1", "M-2");
    assertThat(written).hasSize(100);
    assertThat(written.get("plant:s7")).contains("stock:seal").contains("stock:bearing");
  }

  @Test
  void aSystemThatHangsDelaysNoOther() {
    // GIVEN
    sap.hanging = released;
    // WHEN
    facts.process(null);
    // THEN
    await().atMost(SOON).until(() -> written.size() == 50);
    assertThat(written.keySet()).allMatch(thing -> thing.startsWith("plant:o"));
  }

  @Test
  void aMaterialTheSystemDoesNotKnowIsLeftOutAndTheSystemIsUp() {
    // GIVEN
    sap.failures.put(
        "M-1", RejectedByTarget.beforeSending("sap", "material", "there is no material M-1"));
    // WHEN
    poll();
    // THEN
    assertThat(states.problems()).isEmpty();
    assertThat(written.get("plant:s7")).contains("stock:bearing").doesNotContain("stock:seal");
  }

  @Test
  void theStateOfASystemDoesNotDependOnWhichThingCameLast() {
    // GIVEN one of two materials is not answered
    sap.failures.put("M-1", new RetryableFailure("sap", 503, "away", null, null));
    // WHEN
    poll();
    // THEN it is down after the poll, and what it told is in the twins
    assertThat(states.problems()).containsOnlyKeys("erp:sap");
    assertThat(written.get("plant:s7")).contains("stock:bearing").doesNotContain("stock:seal");
    // AND up after one that was answered
    sap.failures.clear();
    poll();
    assertThat(states.problems()).isEmpty();
    assertThat(written.get("plant:s7")).contains("stock:seal");
  }

  private static final class Stocks implements Erp {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    private volatile CountDownLatch hanging;

    @Override
    public String system() {
      return "erp";
    }

    @Override
    public boolean reachable() {
      return true;
    }

    @Override
    public Stock stock(String material, String plant) {
      asked.add(material);
      if (hanging != null) {
        try {
          hanging.await();
        } catch (InterruptedException ended) {
          throw new IllegalStateException(ended);
        }
      }
      if (failures.containsKey(material)) {
        throw failures.get(material);
      }
      return new Stock(material, plant, BigDecimal.TEN, "EA");
    }

    @Override
    public Booking reserve(SpareRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Booking requisition(SpareRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Window> scheduled(String plant, String workCenter, Window span) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
