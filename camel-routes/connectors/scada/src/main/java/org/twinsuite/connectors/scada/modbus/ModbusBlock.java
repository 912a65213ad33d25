package org.twinsuite.connectors.scada.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Points that one request reads: of one area and close together.
 *
 * @param points by offset, at least one
 */
record ModbusBlock(List<ModbusPoint> points) {

  ModbusBlock {
    points = List.copyOf(points);
  }

  /**
   * As few requests as the areas' limits allow.
   *
   * @param gap most registers or bits between two points that are read along for nothing
   */
  static List<ModbusBlock> plan(List<ModbusPoint> points, int gap) {
    List<ModbusBlock> blocks = new ArrayList<>();
    points.stream()
        .collect(Collectors.groupingBy(ModbusPoint::area, TreeMap::new, Collectors.toList()))
        .forEach((area, some) -> blocks.addAll(planArea(area, some, gap)));
    return blocks;
  }

  private static List<ModbusBlock> planArea(ModbusArea area, List<ModbusPoint> points, int gap) {
    List<ModbusPoint> sorted =
        points.stream().sorted(Comparator.comparingInt(ModbusPoint::offset)).toList();
    List<ModbusBlock> blocks = new ArrayList<>();
    List<ModbusPoint> open = new ArrayList<>();
    int end = 0;
    for (ModbusPoint point : sorted) {
      boolean fits =
          !open.isEmpty()
              && point.offset() <= end + gap
              && Math.max(end, point.end()) - open.get(0).offset() <= area.longest();
      if (!fits && !open.isEmpty()) {
        blocks.add(new ModbusBlock(open));
        open = new ArrayList<>();
        end = 0;
      }
      open.add(point);
      end = Math.max(end, point.end());
    }
    if (!open.isEmpty()) {
      blocks.add(new ModbusBlock(open));
    }
    return blocks;
  }

  ModbusArea area() {
    return points.get(0).area();
  }

  int offset() {
    return points.get(0).offset();
  }

  int length() {
    return points.stream().mapToInt(ModbusPoint::end).max().orElseThrow() - offset();
  }

  /** Two halves, to find the point a device refuses. */
  List<ModbusBlock> split() {
    int half = points.size() / 2;
    return List.of(
        new ModbusBlock(points.subList(0, half)),
        new ModbusBlock(points.subList(half, points.size())));
  }
}
