package org.twinsuite.connectors.scada.camel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.scada.AlarmPoint;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.connectors.scada.TagsProvider;
import org.twinsuite.twin.Quality;

/** A protocol whose library trips the first time it connects. */
public final class TrippingProvider implements TagsProvider {
  static final AtomicInteger OPENED = new AtomicInteger();

  @Override
  public Set<String> schemes() {
    return Set.of("tripping");
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Set<String> tagOptions() {
    return Set.of();
  }

  @Override
  public boolean hasAlarms() {
    return false;
  }

  @Override
  public void check(Tag tag) {}

  @Override
  public TagConnection open(
      TagMap.Source source, List<Tag> tags, List<AlarmPoint> alarms, InstantSource clock) {
    if (OPENED.getAndIncrement() == 0) {
      throw new IllegalStateException("tripped over its own feet");
    }
    return tags(source.name(), tags, clock, new AtomicReference<>());
  }

  /** A connection whose problem is told from outside. */
  static TagConnection connected(AtomicReference<String> problem) {
    return tags("line1", List.of(), InstantSource.system(), problem);
  }

  private static TagConnection tags(
      String source, List<Tag> tags, InstantSource clock, AtomicReference<String> problem) {
    return new TagConnection() {
      @Override
      public String source() {
        return source;
      }

      @Override
      public Optional<String> problem() {
        return Optional.ofNullable(problem.get());
      }

      @Override
      public boolean connected() {
        return true;
      }

      @Override
      public List<Refusal> subscribe(Consumer<? super Signal> receiver) {
        Instant now = clock.instant();
        tags.forEach(tag -> receiver.accept(new TagSample(tag, 1.0, Quality.GOOD, now, now, now)));
        return List.of();
      }

      @Override
      public List<TagSample> read(Collection<Tag> wanted) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(Tag tag, double value) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {}
    };
  }
}
