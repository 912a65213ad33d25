package org.twinsuite.connectors.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;
import org.twinsuite.connectors.http.Query;
import org.twinsuite.connectors.http.Reply;

/**
 * Maximo's "lean" REST/JSON API with an API key. Links in answers are put on the configured address
 * before they are followed: behind a proxy they name a host that is not reachable, and the key must
 * not travel to any other host.
 *
 * @see <a href="https://ibm-maximo-dev.github.io/maximo-restapi-documentation">Maximo REST API
 *     guide</a>
 */
final class MaximoApi {

  static final String SELECT =
      "wonum,workorderid,siteid,status,statusdate,changedate,externalrefid,description_longdescription";

  private final String system;
  private final String collection;
  private final String assets;
  private final String apiKey;
  private final JsonHttp http;

  MaximoApi(String system, Settings settings) {
    this.system = system;
    this.collection =
        settings.get(MaximoOptions.URL) + "/api/os/" + settings.get(MaximoOptions.OBJECT_STRUCTURE);
    this.assets = settings.get(MaximoOptions.URL) + "/api/os/mxapiasset";
    this.apiKey = settings.get(MaximoOptions.API_KEY);
    this.http = new JsonHttp(system, settings.get(MaximoOptions.TIMEOUT), MaximoErrors::read);
  }

  /** All members that match, page by page as they are asked for. */
  Iterator<JsonNode> query(String where, String orderBy, int pageSize) {
    return pages(where, orderBy, pageSize).members();
  }

  /** As {@link #query}, page by page; a page is an array of members. */
  MaximoPages pages(String where, String orderBy, int pageSize) {
    URI first =
        Query.at(collection)
            .with("lean", "1")
            .with("oslc.select", SELECT)
            .with("oslc.where", where)
            .with("oslc.orderBy", orderBy)
            .with("oslc.pageSize", Integer.toString(pageSize))
            .uri();
    return new MaximoPages(first, this::page, answer -> following(collection, answer));
  }

  /** All assets that are not decommissioned. */
  Iterator<JsonNode> assets(int pageSize) {
    URI first =
        Query.at(assets)
            .with("lean", "1")
            .with("oslc.select", "assetnum,siteid,description,priority,status")
            .with("oslc.where", "status!=\"DECOMMISSIONED\"")
            .with("oslc.orderBy", "+assetnum")
            .with("oslc.pageSize", Integer.toString(pageSize))
            .uri();
    return new MaximoPages(first, this::page, answer -> following(assets, answer)).members();
  }

  private JsonNode page(URI uri) {
    JsonNode page = http.get(uri, headers()).body();
    if (!page.path("member").isArray()) {
      throw RetryableFailure.noAnswer(system, "a list of members");
    }
    return page;
  }

  /** The next page's address on our own host, null if this is the last. */
  private static URI following(String collection, JsonNode page) {
    JsonNode href = page.path("responseInfo").path("nextPage").path("href");
    return href.isTextual()
        ? URI.create(collection + "?" + URI.create(href.asText()).getRawQuery())
        : null;
  }

  JsonNode read(String href) {
    return http.get(
            Query.at(own(href)).with("lean", "1").with("oslc.select", SELECT).uri(), headers())
        .body();
  }

  Reply create(JsonNode order) {
    Map<String, String> headers = headers();
    headers.put("properties", SELECT);
    return http.send("POST", Query.at(collection).with("lean", "1").uri(), headers, order);
  }

  /** Changes the given fields and keeps children that are not listed. */
  void merge(String href, JsonNode fields) {
    Map<String, String> headers = headers();
    headers.put("x-method-override", "PATCH");
    headers.put("patchtype", "MERGE");
    http.send("POST", Query.at(own(href)).with("lean", "1").uri(), headers, fields);
  }

  void changeStatus(String href, JsonNode change) {
    Map<String, String> headers = headers();
    headers.put("x-method-override", "PATCH");
    URI uri = Query.at(own(href)).with("action", "wsmethod:changeStatus").with("lean", "1").uri();
    http.send("POST", uri, headers, change);
  }

  /** The attachments of a work order, as {@code doclinks} lists them. */
  Iterator<JsonNode> documents(String href, int pageSize) {
    String documents = own(href) + "/doclinks";
    URI first =
        Query.at(documents)
            .with("lean", "1")
            .with("oslc.select", "*")
            .with("oslc.pageSize", Integer.toString(pageSize))
            .uri();
    return new MaximoPages(first, this::page, answer -> following(documents, answer)).members();
  }

  /** Hangs a document of the folder at a work order. */
  void attach(String href, Attachment file, String folder) {
    Map<String, String> headers = headers();
    headers.put("slug", file.name());
    headers.put("x-document-description", file.name());
    headers.put("x-document-meta", "FILE/" + folder);
    URI uri = Query.at(own(href) + "/doclinks").with("lean", "1").uri();
    http.sendFile(uri, headers, file.mediaType(), file.content());
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("apikey", apiKey);
    return headers;
  }

  private String own(String href) {
    String path = URI.create(href).getRawPath();
    return collection + path.substring(path.lastIndexOf('/'));
  }
}
