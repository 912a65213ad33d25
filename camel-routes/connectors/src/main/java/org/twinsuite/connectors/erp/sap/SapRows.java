package org.twinsuite.connectors.erp.sap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.twinsuite.connectors.odata.ODataService;

/** All rows of a query, page by page. */
final class SapRows {

  private static final int PAGE = 500;

  private SapRows() {}

  static List<JsonNode> of(ODataService service, String set, String filter, String fields) {
    List<JsonNode> rows = new ArrayList<>();
    int before;
    do {
      before = rows.size();
      service
          .get(
              service
                  .query(set)
                  .with("$filter", filter)
                  .with("$select", fields)
                  .with("$skip", Integer.toString(before))
                  .with("$top", Integer.toString(PAGE)))
          .path("results")
          .forEach(rows::add);
    } while (rows.size() == before + PAGE);
    return rows;
  }
}
