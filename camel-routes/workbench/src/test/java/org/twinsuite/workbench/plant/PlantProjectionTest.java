package org.twinsuite.workbench.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.workbench.plant.PlantThing.HealthLevel;

/** The rows follow the twins, whatever fails in between. */
class PlantProjectionTest {
  private static final String THING =
      """
      {"thingId":"org.acme:pump","_revision":%d,"definition":"org.acme:pump:1.0.0",
       "attributes":{"name":"Pump 1","isa95":{"site":"BEDFORD"},"criticality":1,
         "cmms":{"system":"maximo","assetnum":"P1"}},
       "features":{"health":{"properties":{"level":"%s","own":"%2$s","cause":"org.acme:pump"}},
         "forecast:rul":{"properties":{"value":48,"lower":24,"upper":null,"level":0.9,"unit":"h",
           "status":"ok","at":"2026-01-15T09:00:00.000Z","model":"m","version":"1",
           "score":{"scored":3,"error":2.5,"coverage":0.9,"drift":"steady"}}}}}
      """;

  @TempDir Path folder;
  private final Map<String, JsonObject> twins = new HashMap<>();
  private final List<Set<String>> heard = new ArrayList<>();
  private boolean down;
  private Database database;
  private PlantStore store;
  private PlantProjection projection;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:h2:file:" + folder.resolve("db"), "sa", "");
    store = new PlantStore(database);
    projection =
        new PlantProjection(
            store,
            id -> {
              if (down) {
                throw new IllegalStateException("Ditto does not answer");
              }
              return Optional.ofNullable(twins.get(id));
            },
            () -> List.copyOf(twins.values()));
    projection.listen(heard::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void twin(long revision, String level) {
    twins.put("org.acme:pump", JsonObject.of(THING.formatted(revision, level)));
  }

  private static TwinChange change(String path, String value) {
    return new TwinChange(
        "org.acme:pump",
        path,
        TwinChange.MERGED,
        JsonValue.of(JsonObject.of(value)),
        2,
        Instant.EPOCH,
        null,
        "c");
  }

  @Test
  void aStartReadsWhatIsThereAndAChangeReadsItAgain() {
    // GIVEN a thing in Ditto
    twin(1, "good");

    // WHEN
    projection.flush();

    // THEN it is listed with what its twin shows
    PlantThing thing = store.find("org.acme:pump").orElseThrow();
    assertThat(thing.name()).isEqualTo("Pump 1");
    assertThat(thing.health()).isEqualTo(HealthLevel.GOOD);
    assertThat(thing.assetNumber()).isEqualTo("P1");
    assertThat(thing.life().hours()).isCloseTo(48, within(0.0));
    assertThat(thing.life().latest()).isNull();
    assertThat(store.forecasts("org.acme:pump"))
        .singleElement()
        .satisfies(f -> assertThat(f.scored()).isEqualTo(3));

    // WHEN its health changes
    twin(2, "critical");
    projection.changed(change("/features/health", "{\"properties\":{\"level\":\"critical\"}}"));
    projection.flush();

    // THEN
    assertThat(store.find("org.acme:pump").orElseThrow().health()).isEqualTo(HealthLevel.CRITICAL);
    assertThat(heard).hasSize(2);
  }

  @Test
  void whatCannotBeReadNowIsReadLater() {
    twin(1, "good");
    projection.flush();
    twin(2, "watch");
    projection.changed(change("/attributes", "{\"criticality\":2}"));
    down = true;
    projection.flush();
    assertThat(projection.waiting()).isEqualTo(1);

    down = false;
    projection.flush();

    assertThat(store.find("org.acme:pump").orElseThrow().health()).isEqualTo(HealthLevel.WATCH);
    assertThat(projection.waiting()).isZero();
  }

  @Test
  void anOlderRevisionReplacesNothingAndADeletedThingGoes() {
    twin(5, "watch");
    projection.flush();
    twin(4, "good");
    projection.changed(change("/features/health", "{}"));
    projection.flush();
    assertThat(store.find("org.acme:pump").orElseThrow().health()).isEqualTo(HealthLevel.WATCH);

    twins.clear();
    projection.changed(change("/", "{}"));
    projection.flush();

    assertThat(store.all()).isEmpty();
    assertThat(store.forecasts(null)).isEmpty();
  }

  @Test
  void telemetryMarksNothing() {
    assertThat(
            PlantProjection.concerns(
                change("/features/vibration", "{\"properties\":{\"value\":1}}")))
        .isFalse();
    assertThat(PlantProjection.concerns(change("/features", "{\"vibration\":{}}"))).isFalse();
    assertThat(PlantProjection.concerns(change("/features", "{\"forecast:rul\":{}}"))).isTrue();
    assertThat(PlantProjection.concerns(change("/definition", "{}"))).isTrue();
  }
}
