package org.twinsuite.twin.unit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was looked up before. Bounded, as strangers choose the keys: a full one begins afresh, so
 * that no key is shut out for ever. Keys must be bounded in length.
 */
final class RecentlyUsed<K, V> {

  private final int most;
  private final Map<K, V> known = new ConcurrentHashMap<>();

  RecentlyUsed(int most) {
    this.most = most;
  }

  V get(K key, Function<K, V> lookUp) {
    V value = known.get(key);
    if (value == null) {
      value = lookUp.apply(key);
      if (known.size() >= most) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }

  int size() {
    return known.size();
  }
}
