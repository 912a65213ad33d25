package org.twinsuite.workbench.plant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.workbench.plant.PlantThing.HealthLevel;
import org.twinsuite.workbench.plant.PlantThing.Life;

/**
 * The projection of all things in the shared database, so that every process shows the whole plant.
 * Its schema has a history of its own: it may be dropped and is rebuilt from Ditto.
 */
public final class PlantStore {
  private static final String COLUMNS =
      "thing_id, revision, name, equipment_class, parent, site, area, work_center, asset_system,"
          + " asset_number, criticality, out_of_service, health, own_health, health_cause,"
          + " data_problem, life_hours, life_lower, life_upper, life_level, life_at, failure_mode";
  private static final String MARKS = "?,".repeat(22).substring(0, 43);
  private final Database database;

  /** Creates or upgrades the table. */
  public PlantStore(Database database) {
    this.database = database;
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:org/twinsuite/workbench/plant")
        .table("plant_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /** A thing with its forecasts. */
  public record Entry(PlantThing thing, List<PlantForecast> forecasts) {}

  /** Replaces what is stored of these things; a thing read from an older revision is left out. */
  public void put(Collection<Entry> entries) {
    database.inTransaction(
        connection -> {
          for (Entry entry : entries) {
            PlantThing thing = entry.thing();
            if (revision(connection, thing.thingId()) <= thing.revision()) {
              delete(connection, thing.thingId());
              insert(connection, thing);
              PlantForecastRows.insert(connection, entry.forecasts());
            }
          }
          return null;
        });
  }

  /** Forecasts of one thing, or of all things when the id is null. */
  public List<PlantForecast> forecasts(String thingId) {
    return database.inTransaction(connection -> PlantForecastRows.select(connection, thingId));
  }

  /** Removes a thing that was deleted. */
  public void remove(String thingId) {
    database.inTransaction(
        connection -> {
          delete(connection, thingId);
          return null;
        });
  }

  /** Revision each thing was read from. */
  public Map<String, Long> revisions() {
    return database.inTransaction(PlantStore::revisions);
  }

  public Optional<PlantThing> find(String thingId) {
    return select("where thing_id = ?", thingId).stream().findFirst();
  }

  /** Parts of a thing. */
  public List<PlantThing> parts(String parent) {
    return select("where parent = ? order by name", parent);
  }

  /** All things, worst first, then by name. */
  public List<PlantThing> all() {
    return select("order by name, thing_id", null);
  }

  private static Map<String, Long> revisions(Connection connection) throws SQLException {
    Map<String, Long> revisions = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("select thing_id, revision from plant_thing");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        revisions.put(rows.getString(1), rows.getLong(2));
      }
    }
    return revisions;
  }

  private static long revision(Connection connection, String thingId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select revision from plant_thing where thing_id = ?")) {
      select.setString(1, thingId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  private static void delete(Connection connection, String thingId) throws SQLException {
    for (String table : new String[] {"plant_thing", "plant_forecast"}) {
      try (PreparedStatement delete =
          connection.prepareStatement("delete from " + table + " where thing_id = ?")) {
        delete.setString(1, thingId);
        delete.executeUpdate();
      }
    }
  }

  private static void insert(Connection connection, PlantThing thing) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into plant_thing (" + COLUMNS + ") values (" + MARKS + ")")) {
      int i = 1;
      insert.setString(i++, thing.thingId());
      insert.setLong(i++, thing.revision());
      for (String text :
          new String[] {
            thing.name(),
            thing.equipmentClass(),
            thing.parent(),
            thing.place().get("site"),
            thing.place().get("area"),
            thing.place().get("workCenter"),
            thing.assetSystem(),
            thing.assetNumber(),
            thing.criticality()
          }) {
        insert.setString(i++, shortened(text));
      }
      insert.setBoolean(i++, thing.outOfService());
      insert.setString(i++, thing.health().name());
      insert.setString(i++, thing.ownHealth().name());
      insert.setString(i++, shortened(thing.healthCause()));
      insert.setString(i++, shortened(thing.dataProblem()));
      Life life = thing.life();
      number(insert, i++, life == null ? Double.NaN : life.hours());
      number(insert, i++, life == null ? Double.NaN : life.lower());
      number(insert, i++, life == null ? Double.NaN : life.upper());
      number(insert, i++, life == null ? Double.NaN : life.level());
      if (life == null) {
        insert.setNull(i++, Types.BIGINT);
      } else {
        insert.setLong(i++, life.at().toEpochMilli());
      }
      insert.setString(i, life == null ? null : shortened(life.failureMode()));
      insert.executeUpdate();
    }
  }

  static void number(PreparedStatement statement, int place, double value) throws SQLException {
    if (Double.isFinite(value)) {
      statement.setDouble(place, value);
    } else {
      statement.setNull(place, Types.DOUBLE);
    }
  }

  static String shortened(String text) {
    return text == null || text.length() <= 255 ? text : text.substring(0, 255);
  }

  private List<PlantThing> select(String rest, String value) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select " + COLUMNS + " from plant_thing " + rest)) {
            if (value != null) {
              select.setString(1, value);
            }
            List<PlantThing> things = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                things.add(read(row));
              }
            }
            return things;
          }
        });
  }

  private static PlantThing read(ResultSet row) throws SQLException {
    Map<String, String> place = new LinkedHashMap<>();
    put(place, "site", row.getString("site"));
    put(place, "area", row.getString("area"));
    put(place, "workCenter", row.getString("work_center"));
    double hours = row.getDouble("life_hours");
    boolean alive = row.wasNull();
    return new PlantThing(
        row.getString("thing_id"),
        row.getLong("revision"),
        row.getString("name"),
        row.getString("equipment_class"),
        row.getString("parent"),
        place,
        row.getString("asset_system"),
        row.getString("asset_number"),
        row.getString("criticality"),
        row.getBoolean("out_of_service"),
        HealthLevel.valueOf(row.getString("health")),
        HealthLevel.valueOf(row.getString("own_health")),
        row.getString("health_cause"),
        row.getString("data_problem"),
        alive
            ? null
            : new Life(
                hours,
                nullable(row, "life_lower"),
                nullable(row, "life_upper"),
                nullable(row, "life_level"),
                row.getString("failure_mode"),
                Instant.ofEpochMilli(row.getLong("life_at"))));
  }

  private static void put(Map<String, String> place, String level, String value) {
    if (value != null) {
      place.put(level, value);
    }
  }

  static double nullable(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
