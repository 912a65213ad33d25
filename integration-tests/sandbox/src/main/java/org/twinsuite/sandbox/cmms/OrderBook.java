package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The orders a stand-in holds in memory. Safe for concurrent use. Times have whole seconds, as in
 * most systems.
 */
public final class OrderBook {

  private static final class Entry {
    final String number;
    final String reference;
    final String assetnum;
    final Instant createdAt;
    final ObjectNode fields;
    final List<CmmsOrder.StatusChange> history = new ArrayList<>();
    final List<CmmsOrder.FileAt> files = new ArrayList<>();
    Instant changedAt;
    long version;

    Entry(String number, String reference, String assetnum, Instant at, ObjectNode fields) {
      this.number = number;
      this.reference = reference;
      this.assetnum = assetnum;
      this.createdAt = at;
      this.changedAt = at;
      this.fields = fields;
    }

    String status() {
      return history.get(history.size() - 1).status();
    }

    CmmsOrder snapshot() {
      return new CmmsOrder(
          number,
          reference,
          assetnum,
          status(),
          createdAt,
          changedAt,
          List.copyOf(history),
          List.copyOf(files),
          fields.deepCopy());
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, List<Entry>> byReference = new LinkedHashMap<>();
  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final Set<String> finalStatuses;
  private final InstantSource clock;
  private final long firstNumber;
  private long versions = 36_000;

  OrderBook(InstantSource clock, long firstNumber, Set<String> finalStatuses) {
    this.clock = clock;
    this.firstNumber = firstNumber;
    this.finalStatuses = finalStatuses;
  }

  public synchronized CmmsOrder create(
      String reference, String assetnum, String status, ObjectNode fields) {
    String number = Long.toString(firstNumber + entries.size());
    Entry entry = new Entry(number, reference, assetnum, now(), fields.deepCopy());
    entry.history.add(new CmmsOrder.StatusChange(status, entry.createdAt, ""));
    entry.version = ++versions;
    entries.put(number, entry);
    open.put(number, entry);
    byReference.computeIfAbsent(reference, r -> new ArrayList<>()).add(entry);
    return entry.snapshot();
  }

  /** Sets the status; the order's fields stay. */
  public synchronized CmmsOrder setStatus(String number, String status, String memo, Instant at) {
    Entry entry = entries.get(number);
    Instant when = at.truncatedTo(ChronoUnit.SECONDS);
    entry.history.add(new CmmsOrder.StatusChange(status, when, memo));
    touch(entry, when);
    if (finalStatuses.contains(status)) {
      open.remove(number);
    }
    return entry.snapshot();
  }

  synchronized CmmsOrder setStatus(String number, String status, String memo) {
    return setStatus(number, status, memo, now());
  }

  synchronized CmmsOrder update(String number, ObjectNode fields) {
    Entry entry = entries.get(number);
    entry.fields.setAll(fields);
    touch(entry, now());
    return entry.snapshot();
  }

  /** Hangs a file at the order; like a real system it does not mind a second of that name. */
  synchronized void attach(String number, CmmsOrder.FileAt file) {
    entries.get(number).files.add(file);
  }

  private void touch(Entry entry, Instant at) {
    entry.changedAt = at;
    entry.version = ++versions;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  synchronized Optional<CmmsOrder> byNumber(String number) {
    return Optional.ofNullable(entries.get(number)).map(Entry::snapshot);
  }

  synchronized List<CmmsOrder> byReference(String reference) {
    return snapshots(byReference.getOrDefault(reference, List.of()));
  }

  /** The row version, which rises with every change. */
  synchronized long version(String number) {
    return entries.get(number).version;
  }

  /** All orders, oldest first. */
  public synchronized List<CmmsOrder> all() {
    return snapshots(entries.values());
  }

  /** Orders not completed, closed or cancelled, oldest first. */
  public synchronized List<CmmsOrder> open() {
    return snapshots(open.values());
  }

  private static List<CmmsOrder> snapshots(Collection<Entry> some) {
    return some.stream().map(Entry::snapshot).toList();
  }
}
