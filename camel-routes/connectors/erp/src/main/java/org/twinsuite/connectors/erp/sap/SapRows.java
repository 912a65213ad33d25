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
    ODataService.Rows page;
    do {
      page =
          service.list(
              service
                  .query(set)
                  .with("$filter", filter)
                  .with("$select", fields)
                  .with("$skip", Integer.toString(rows.size()))
                  .with("$top", Integer.toString(PAGE)));
      rows.addAll(page.rows());
    } while (page.more() || page.rows().size() == PAGE);
    return rows;
  }
}
