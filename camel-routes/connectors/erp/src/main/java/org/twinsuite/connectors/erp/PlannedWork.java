package org.twinsuite.connectors.erp;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.SystemTime;
import org.twinsuite.connectors.Window;

/**
 * The times that planned work takes up. Work without a time takes up none; a row that cannot be
 * read is logged and hides no other; one that ends before it begins takes up the time between.
 */
public final class PlannedWork {

  private static final Logger LOG = LoggerFactory.getLogger(PlannedWork.class);

  private final ZoneId zone;
  private final List<Window> windows = new ArrayList<>();

  /**
   * @param zone of times that name none
   */
  public PlannedWork(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param what for the log
   */
  public void add(String what, String from, String to) {
    try {
      Instant begin = SystemTime.parse(from, zone);
      Instant end = SystemTime.parse(to, zone);
      if (begin != null && end != null) {
        windows.add(begin.isAfter(end) ? new Window(end, begin) : new Window(begin, end));
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is left out of the schedule: {}", what, e.getMessage());
    }
  }

  public List<Window> windows() {
    return List.copyOf(windows);
  }
}
