package org.twinsuite.rules.engine;

import java.util.function.Supplier;

/** Makes a value when it is first asked for, and gives the same one from then on. */
final class Memoized<T> implements Supplier<T> {

  private Supplier<T> source;
  private T value;

  Memoized(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    if (source != null) {
      value = source.get();
      source = null;
    }
    return value;
  }
}
