package org.twinsuite.ditto.extensions.sample;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is remembered of sources, bounded in bytes as strangers choose keys and contents: the
 * entries unused longest are forgotten. Used by one thread at a time.
 */
public final class ByteBoundedMap<K, V> {

  /** Roughly what an entry costs beside its content. */
  private static final int ENTRY = 120;

  private record Weighed<V>(V value, long bytes) {}

  private final LinkedHashMap<K, Weighed<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final long most;
  private final int mostEntries;
  private long bytes;

  /**
   * @param most most bytes
   * @param mostEntries most entries
   */
  public ByteBoundedMap(long most, int mostEntries) {
    this.most = most;
    this.mostEntries = mostEntries;
  }

  /** {@code null} if there is none. */
  public V get(K key) {
    Weighed<V> found = entries.get(key);
    return found == null ? null : found.value();
  }

  /**
   * Remembers a value, and weighs it again if it is there already.
   *
   * @param weight roughly the bytes of key and value
   */
  public void put(K key, V value, long weight) {
    remove(key);
    long all = weight + ENTRY;
    if (all > most) {
      return;
    }
    entries.put(key, new Weighed<>(value, all));
    bytes += all;
    Iterator<Map.Entry<K, Weighed<V>>> eldest = entries.entrySet().iterator();
    while (bytes > most || entries.size() > mostEntries) {
      bytes -= eldest.next().getValue().bytes();
      eldest.remove();
    }
  }

  /** Whether there was one. */
  public boolean remove(K key) {
    Weighed<V> gone = entries.remove(key);
    if (gone != null) {
      bytes -= gone.bytes();
    }
    return gone != null;
  }

  public int size() {
    return entries.size();
  }

  /** What all entries weigh. */
  public long bytes() {
    return bytes;
  }
}
