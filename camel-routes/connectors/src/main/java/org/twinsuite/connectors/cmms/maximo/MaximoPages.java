package org.twinsuite.connectors.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Members of a query, one page in memory at a time. */
final class MaximoPages implements Iterator<JsonNode> {

  private final Function<URI, JsonNode> fetch;
  private final Function<JsonNode, URI> following;
  private Iterator<JsonNode> members = Collections.emptyIterator();
  private URI next;

  MaximoPages(URI first, Function<URI, JsonNode> fetch, Function<JsonNode, URI> following) {
    this.next = first;
    this.fetch = fetch;
    this.following = following;
  }

  @Override
  public boolean hasNext() {
    while (!members.hasNext() && next != null) {
      JsonNode page = fetch.apply(next);
      members = page.path("member").elements();
      next = following.apply(page);
    }
    return members.hasNext();
  }

  @Override
  public JsonNode next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return members.next();
  }
}
