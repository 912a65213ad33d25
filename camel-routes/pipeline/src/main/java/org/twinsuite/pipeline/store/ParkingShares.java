package org.twinsuite.pipeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shares of devices and tenants in the parking lot, as this process knows them: read from the
 * database once a minute for those that park, and counted on in between.
 */
final class ParkingShares {
  private static final int MOST = 10_000;
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration REPORTED = Duration.ofHours(1);

  /** What may become of an item. */
  enum Decision {
    KEEP,
    /** It is not kept, and an item that says so is due. */
    REPORT,
    /** It is only counted. */
    COUNT
  }

  private static final class Share {
    private long items;
    private long bytes;
    private int inMinute;
    private Instant readAt = Instant.MIN;
    private Instant reportedAt = Instant.MIN;
  }

  private final ParkingLimits limits;
  private final Map<String, Share> shares =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Share> eldest) {
          return size() > MOST;
        }
      };

  ParkingShares(ParkingLimits limits) {
    this.limits = limits;
  }

  /** Decides about an item, and counts it if it is kept. */
  synchronized Decision decide(Connection connection, String owner, String tenant, long bytes)
      throws SQLException {
    if (limits.equals(ParkingLimits.NONE)) {
      return Decision.KEEP;
    }
    Instant now = Instant.now();
    Share device = share(connection, "owner", owner, now);
    Share all = share(connection, "tenant", tenant, now);
    device.inMinute++;
    boolean kept =
        device.inMinute <= limits.itemsPerMinute()
            && device.items < limits.itemsOfDevice()
            && device.bytes + bytes <= limits.bytesOfDevice()
            && all.bytes + bytes <= limits.bytesOfTenant();
    if (kept) {
      device.items++;
      device.bytes += bytes;
      all.bytes += bytes;
      return Decision.KEEP;
    }
    // A device that invents names must not be reported once for each of them.
    Share reporter = all.bytes + bytes > limits.bytesOfTenant() ? all : device;
    if (reporter.reportedAt.equals(Instant.MIN)
        || now.isAfter(reporter.reportedAt.plus(REPORTED))) {
      reporter.reportedAt = now;
      return Decision.REPORT;
    }
    return Decision.COUNT;
  }

  private Share share(Connection connection, String column, String key, Instant now)
      throws SQLException {
    Share share = shares.computeIfAbsent(column + ' ' + key, none -> new Share());
    if (share.readAt.equals(Instant.MIN) || now.isAfter(share.readAt.plus(FRESH))) {
      try (PreparedStatement select =
          connection.prepareStatement(
              "select count(*), coalesce(sum(size_bytes), 0) from parked where "
                  + column
                  + " = ? and resolution is null")) {
        select.setString(1, key);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          share.items = row.getLong(1);
          share.bytes = row.getLong(2);
        }
      }
      share.inMinute = 0;
      share.readAt = now;
    }
    return share;
  }
}
