package org.twinsuite.workbench.plant;

import static org.twinsuite.workbench.plant.PlantStore.nullable;
import static org.twinsuite.workbench.plant.PlantStore.number;
import static org.twinsuite.workbench.plant.PlantStore.shortened;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of forecasts beside the things. */
final class PlantForecastRows {
  private static final String COLUMNS =
      "thing_id, name, model, version, unit, status, scored, error, bias, coverage, level, drift,"
          + " challenger, verdict";

  private PlantForecastRows() {}

  static void insert(Connection connection, List<PlantForecast> forecasts) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into plant_forecast ("
                + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (PlantForecast f : forecasts) {
        insert.setString(1, f.thingId());
        insert.setString(2, shortened(f.name()));
        insert.setString(3, shortened(f.model()));
        insert.setString(4, shortened(f.version()));
        insert.setString(5, shortened(f.unit()));
        insert.setString(6, shortened(f.status()));
        insert.setLong(7, f.scored());
        number(insert, 8, f.error());
        number(insert, 9, f.bias());
        number(insert, 10, f.coverage());
        number(insert, 11, f.level());
        insert.setString(12, shortened(f.drift()));
        insert.setString(13, shortened(f.challenger()));
        insert.setString(14, shortened(f.verdict()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static List<PlantForecast> select(Connection connection, String thingId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from plant_forecast"
                + (thingId == null ? "" : " where thing_id = ?")
                + " order by name, thing_id")) {
      if (thingId != null) {
        select.setString(1, thingId);
      }
      List<PlantForecast> forecasts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          forecasts.add(
              new PlantForecast(
                  row.getString("thing_id"),
                  row.getString("name"),
                  row.getString("model"),
                  row.getString("version"),
                  row.getString("unit"),
                  row.getString("status"),
                  row.getLong("scored"),
                  nullable(row, "error"),
                  nullable(row, "bias"),
                  nullable(row, "coverage"),
                  nullable(row, "level"),
                  row.getString("drift"),
                  row.getString("challenger"),
                  row.getString("verdict")));
        }
      }
      return forecasts;
    }
  }
}
