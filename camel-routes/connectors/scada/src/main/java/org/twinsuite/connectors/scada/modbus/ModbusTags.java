package org.twinsuite.connectors.scada.modbus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.ChangeFilter;
import org.twinsuite.connectors.scada.SetPoint;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.twin.Quality;

/**
 * Tags of a Modbus TCP device (Modbus Application Protocol 1.1b3), polled in groups of one interval
 * with neighbours read in one request. A refused request is split until the refused tag is alone,
 * so that it does not spoil its neighbours.
 */
final class ModbusTags implements TagConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ModbusTags.class);

  private final TagMap.Source source;
  private final Map<Tag, ModbusPoint> points = new LinkedHashMap<>();
  private final InstantSource clock;
  private final ModbusLink link;
  private final ChangeFilter changes = new ChangeFilter();
  private final ScheduledExecutorService polls =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "modbus-poll");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean connected;

  /** By polling interval. */
  private final Map<Integer, String> problems = new ConcurrentHashMap<>();

  private ModbusTags(TagMap.Source source, List<Tag> tags, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.link = new ModbusLink(source, clock);
    tags.forEach(tag -> points.put(tag, ModbusPoint.of(tag)));
  }

  static ModbusTags open(TagMap.Source source, List<Tag> tags, InstantSource clock) {
    ModbusTags opened = new ModbusTags(source, tags, clock);
    opened.link.connect();
    opened.connected = true;
    return opened;
  }

  @Override
  public String source() {
    return source.name();
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public Optional<String> problem() {
    return problems.values().stream().findFirst();
  }

  @Override
  public List<Refusal> subscribe(Consumer<? super Signal> receiver) {
    points.values().stream()
        .collect(Collectors.groupingBy(this::interval, TreeMap::new, Collectors.toList()))
        .forEach(
            (interval, some) -> {
              List<ModbusBlock> blocks = new ArrayList<>(plan(some));
              polls.scheduleWithFixedDelay(
                  () -> poll(interval, blocks, receiver), 0, interval, TimeUnit.MILLISECONDS);
            });
    return List.of();
  }

  private int interval(ModbusPoint point) {
    int own = point.tag().intervalMillis();
    return own > 0 ? own : source.publishingMillis();
  }

  private List<ModbusBlock> plan(List<ModbusPoint> some) {
    return ModbusBlock.plan(some, source.settings().get(ModbusOptions.GAP));
  }

  /** Never throws, which would end the polling. */
  private void poll(int interval, List<ModbusBlock> blocks, Consumer<? super Signal> receiver) {
    try {
      List<ModbusBlock> refined = new ArrayList<>();
      for (ModbusBlock block : blocks) {
        read(block, refined, (point, raw) -> report(point.tag(), raw, receiver));
      }
      blocks.clear();
      blocks.addAll(refined);
      if (!connected) {
        LOG.info("{}: connection restored", source.name());
      }
      connected = true;
      problems.remove(interval);
    } catch (RetryableFailure e) {
      lost(e, receiver);
    } catch (Throwable e) {
      problems.put(interval, "polling every " + interval + " ms fails: " + e);
      LOG.error("{}: a poll failed", source.name(), e);
    }
  }

  private void lost(RetryableFailure e, Consumer<? super Signal> receiver) {
    if (polls.isShutdown()) {
      return;
    }
    if (connected) {
      connected = false;
      LOG.warn("{}, will be restored", e.getMessage());
    }
    Reading none = Reading.bad(TagConnection.NO_COMMUNICATION);
    points.keySet().forEach(tag -> report(tag, none, receiver));
  }

  private void report(Tag tag, Reading reading, Consumer<? super Signal> receiver) {
    if (changes.isChange(tag, reading.raw(), reading.quality())) {
      receiver.accept(sample(tag, reading));
    }
  }

  private TagSample sample(Tag tag, Reading reading) {
    Instant now = clock.instant();
    return TagSample.of(tag, reading.raw(), reading.quality(), now, null, now, false);
  }

  /** Before scaling. */
  private record Reading(Object raw, Quality quality) {
    static Reading bad(String code) {
      return new Reading(null, Quality.bad(code));
    }
  }

  @FunctionalInterface
  private interface Readings {
    void take(ModbusPoint point, Reading reading);
  }

  /**
   * @param refined gets the block, or the parts it had to be split into
   */
  private void read(ModbusBlock block, List<ModbusBlock> refined, Readings readings) {
    try {
      int[] values = link.read(block);
      refined.add(block);
      for (ModbusPoint point : block.points()) {
        readings.take(point, decode(point, values, point.offset() - block.offset()));
      }
    } catch (ModbusRefusal e) {
      if (block.points().size() > 1) {
        block.split().forEach(half -> read(half, refined, readings));
      } else {
        refined.add(block);
        readings.take(block.points().get(0), Reading.bad(e.code()));
      }
    }
  }

  private static Reading decode(ModbusPoint point, int[] values, int from) {
    if (point.area().bits()) {
      return new Reading(values[from] != 0, Quality.GOOD);
    }
    int[] registers = new int[point.length()];
    System.arraycopy(values, from, registers, 0, registers.length);
    try {
      Object raw = ModbusValues.decode(point, registers);
      return raw instanceof Number number && !Double.isFinite(number.doubleValue())
          ? Reading.bad("Bad_NotANumber")
          : new Reading(raw, Quality.GOOD);
    } catch (IllegalArgumentException e) {
      return Reading.bad("Bad_DecodingError (" + e.getMessage() + ")");
    }
  }

  @Override
  public List<TagSample> read(Collection<Tag> tags) {
    Map<Tag, TagSample> samples = new HashMap<>();
    List<ModbusPoint> wanted = tags.stream().map(this::point).toList();
    for (ModbusBlock block : plan(wanted)) {
      read(
          block,
          new ArrayList<>(),
          (point, reading) -> samples.put(point.tag(), sample(point.tag(), reading)));
    }
    return tags.stream().map(samples::get).toList();
  }

  private ModbusPoint point(Tag tag) {
    ModbusPoint point = points.get(tag);
    if (point == null) {
      throw new IllegalArgumentException(tag.place() + " is not of source " + source.name());
    }
    return point;
  }

  @Override
  public void write(Tag tag, double value) {
    double raw = tag.toSource(value);
    ModbusPoint point = point(tag);
    int[] registers =
        point.area().bits()
            ? new int[] {SetPoint.bool(tag, raw, point.type().name()) ? 1 : 0}
            : ModbusValues.encode(point, raw);
    try {
      link.write(point, registers);
    } catch (ModbusRefusal e) {
      throw new RejectedByTarget(
          source.name(), 0, e.code(), tag.address(), "does not take the value: " + e.code());
    }
  }

  @Override
  public void close() {
    polls.shutdownNow();
    link.close();
  }
}
