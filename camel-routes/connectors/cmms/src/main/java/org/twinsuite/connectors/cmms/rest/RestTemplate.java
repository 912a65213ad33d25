package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.twinsuite.connectors.cmms.WorkOrderStatus;

/**
 * A REST system described in YAML. Texts may hold placeholders, see {@link Placeholders}; paths
 * into answers are JSONPath (RFC 9535).
 *
 * @param headers sent with every call
 * @param find looks orders up by {@code {reference}}; may return too many, those with another
 *     reference are left out. An answer with an order that does not hold the reference anywhere is
 *     refused, unless the call is paged
 * @param create makes an order
 * @param read reads one order by {@code {id}}
 * @param note writes {@code {longText}}, the old text with the note below; null if the system has
 *     no such text
 * @param status sets {@code {status}}; null if the status cannot be set
 * @param statusBy calls of their own for some of the suite's statuses, such as CANCELLED
 * @param changes lists orders changed since {@code {since}}
 * @param files how files are hung at an order; null if the system takes none
 * @param assets lists the assets in use, for reconciliation; null if the system cannot
 * @param order where things are in an order
 * @param titleLength characters the title field holds
 */
record RestTemplate(
    Map<String, String> headers,
    Call find,
    Call create,
    Call read,
    Call note,
    Call status,
    Map<WorkOrderStatus, Call> statusBy,
    Listing changes,
    Files files,
    AssetListing assets,
    OrderPaths order,
    int titleLength) {

  RestTemplate {
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    statusBy = statusBy == null ? Map.of() : Map.copyOf(statusBy);
    require("find", find);
    require("create", create);
    require("read", read);
    require("changes", changes);
    require("order", order);
    titleLength = titleLength == 0 ? 200 : titleLength;
  }

  private static void require(String name, Object part) {
    if (part == null) {
      throw new IllegalArgumentException("the template lacks '" + name + "'");
    }
  }

  /**
   * One call; exactly one of the methods holds its path. It is paged, see {@link RestPages}, if it
   * names {@code {offset}}, {@code {page}} or {@code {cursor}}.
   *
   * @param body JSON with placeholders, or null
   * @param orders JSONPath to the orders in the answer; null means the answer is not read
   * @param next JSONPath to what {@code {cursor}} is for the next page; null if it is not named
   * @param keep fields of the order as it is read that the body repeats, for a system that takes a
   *     field left out for one to be emptied; null for none
   */
  record Call(
      String get,
      String post,
      String patch,
      String put,
      JsonNode body,
      String orders,
      String next,
      List<String> keep) {

    Call {
      keep = keep == null ? List.of() : List.copyOf(keep);
      if (Stream.of(get, post, patch, put).filter(Objects::nonNull).count() != 1) {
        throw new IllegalArgumentException("a call names exactly one of get, post, patch, put");
      }
      String text = "" + get + post + patch + put + body;
      if (text.contains("{cursor") != (next != null)) {
        throw new IllegalArgumentException(
            "{cursor} and 'next', which says where the next page's cursor is, come together");
      }
    }

    boolean paged() {
      String text = path() + body;
      return Stream.of("{offset", "{page}", "{page:", "{cursor").anyMatch(text::contains);
    }

    String method() {
      return get != null ? "GET" : post != null ? "POST" : patch != null ? "PATCH" : "PUT";
    }

    String path() {
      return Stream.of(get, post, patch, put).filter(Objects::nonNull).findFirst().orElseThrow();
    }
  }

  /**
   * A paged call.
   *
   * @param oldestFirst the system sorts by change time; if not, all pages are read before the first
   *     is used
   * @param byKey lists one page of the orders changed from {@code {since}} to before {@code
   *     {until}}, sorted by what {@code order.id} names, beginning behind {@code {after}}; null if
   *     the system cannot. Without it an order that changes while many of one change time are read
   *     may hide another one
   */
  record Listing(
      String get,
      String post,
      JsonNode body,
      String orders,
      String next,
      boolean oldestFirst,
      Call byKey) {

    Listing {
      new Call(get, post, null, null, body, orders, next, null);
      if (oldestFirst && !("" + get + post + body).contains("{since")) {
        throw new IllegalArgumentException("a list with oldestFirst names {since}");
      }
      String keyed = byKey == null ? "" : "" + byKey.path() + byKey.body();
      if (byKey != null
          && !List.of("{since", "{until", "{after").stream().allMatch(keyed::contains)) {
        throw new IllegalArgumentException("changes.byKey names {since}, {until} and {after}");
      }
    }

    Call call() {
      return new Call(get, post, null, null, body, orders, next, null);
    }
  }

  /**
   * Files of an order.
   *
   * @param find finds out whether {@code {fileName}} is attached to the order {@code {id}}
   * @param add sends the file: as {@code {content}} (base64) in the call's body, or as it is where
   *     the call has none and is a post
   */
  record Files(FileSearch find, Call add) {
    Files {
      if (find == null || add == null) {
        throw new IllegalArgumentException("files needs find and add");
      }
      if (add.body() == null && add.post() == null) {
        throw new IllegalArgumentException("files.add has no body: it must be a post");
      }
    }
  }

  /**
   * A call that lists files; those with another name are left out.
   *
   * @param files JSONPath to the files in the answer
   * @param name JSONPath to the name within a file
   */
  record FileSearch(String get, String post, JsonNode body, String files, String name) {
    FileSearch {
      if (files == null || name == null) {
        throw new IllegalArgumentException("files.find needs files and name");
      }
    }

    Call call() {
      return new Call(get, post, null, null, body, files, null, null);
    }
  }

  /**
   * A call that may be paged.
   *
   * @param assets JSONPath to the assets in the answer
   * @param assetnum JSONPath within an asset: what {@code attributes/cmms/assetnum} says
   * @param site, name, criticality JSONPaths within an asset; null where the system has none
   */
  record AssetListing(
      String get,
      String post,
      JsonNode body,
      String assets,
      String next,
      String assetnum,
      String site,
      String name,
      String criticality) {
    AssetListing {
      if (assets == null || assetnum == null) {
        throw new IllegalArgumentException("assets needs assets and assetnum");
      }
      new Call(get, post, null, null, body, assets, next, null);
    }

    Call call() {
      return new Call(get, post, null, null, body, assets, next, null);
    }
  }

  /**
   * JSONPaths within an order.
   *
   * @param id key for further calls
   * @param number shown to people
   * @param reference the suite's reference, or a text that holds it
   * @param referencePattern regular expression whose first group is the reference; null takes the
   *     text as it is
   * @param longText text that notes are added to, or null
   * @param cancelled what marks a cancelled order beside its status; null if the status says so
   * @param time format of times: {@code iso}, {@code millis}, or a pattern, read in the zone of the
   *     options
   */
  record OrderPaths(
      String id,
      String number,
      String reference,
      String referencePattern,
      String status,
      String longText,
      String changedAt,
      Mark cancelled,
      String time) {

    OrderPaths {
      time = time == null ? "iso" : time;
      for (String path : new String[] {id, number, reference, status, changedAt}) {
        if (path == null) {
          throw new IllegalArgumentException(
              "order needs id, number, reference, status and changedAt");
        }
      }
    }
  }

  /**
   * A field and the text it has.
   *
   * @param path JSONPath within an order
   */
  record Mark(String path, String is) {
    Mark {
      if (path == null || is == null) {
        throw new IllegalArgumentException("order.cancelled needs path and is");
      }
    }
  }
}
