package org.twinsuite.connectors.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Pages of a query, each as its members, asked for one at a time. */
final class MaximoPages implements Iterator<JsonNode> {

  private final Function<URI, JsonNode> fetch;
  private final Function<JsonNode, URI> following;
  private URI next;

  MaximoPages(URI first, Function<URI, JsonNode> fetch, Function<JsonNode, URI> following) {
    this.next = first;
    this.fetch = fetch;
    this.following = following;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public JsonNode next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    JsonNode page = fetch.apply(next);
    next = following.apply(page);
    return page.path("member");
  }

  /** The members of all pages, one page in memory at a time. */
  Iterator<JsonNode> members() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
        .flatMap(page -> StreamSupport.stream(page.spliterator(), false))
        .iterator();
  }
}
