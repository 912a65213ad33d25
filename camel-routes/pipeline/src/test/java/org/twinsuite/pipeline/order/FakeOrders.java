package org.twinsuite.pipeline.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.twinsuite.connectors.cmms.Asset;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.AttachmentResult;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrder;
import org.twinsuite.connectors.cmms.WorkOrderRequest;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.cmms.WorkOrders;

/** A maintenance system in memory that counts what is asked of it. */
final class FakeOrders implements WorkOrders {
  final Map<String, WorkOrder> standing = new LinkedHashMap<>();
  final List<String> created = new ArrayList<>();
  final AtomicInteger polls = new AtomicInteger();
  volatile RuntimeException failing;
  volatile Error broken;
  volatile CountDownLatch hanging;

  static WorkOrder order(String reference, String number, String status) {
    return new WorkOrder(
        reference,
        number,
        WorkOrderStatus.APPROVED,
        status,
        Instant.parse("2026-03-01T09:00:00Z"),
        "/" + number);
  }

  @Override
  public String system() {
    return "maximo";
  }

  @Override
  public boolean reachable() {
    return true;
  }

  @Override
  public Optional<WorkOrder> find(String reference) {
    return Optional.ofNullable(standing.get(reference));
  }

  @Override
  public WorkOrder create(WorkOrderRequest request) {
    return standing.computeIfAbsent(
        request.reference(),
        reference -> {
          created.add(reference);
          return order(reference, "100" + created.size(), "APPR");
        });
  }

  @Override
  public Changes changedSince(String cursor) {
    polls.incrementAndGet();
    if (hanging != null) {
      try {
        hanging.await();
      } catch (InterruptedException ended) {
        throw new IllegalStateException(ended);
      }
    }
    if (broken != null) {
      throw broken;
    }
    if (failing != null) {
      throw failing;
    }
    return cursor == null
        ? new Changes(List.copyOf(standing.values()), "read")
        : new Changes(List.of(), cursor);
  }

  @Override
  public WorkOrder addNote(String reference, String note) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WorkOrder addNoteTo(String orderNumber, String site, String note) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WorkOrder changeStatus(String reference, WorkOrderStatus status, String memo) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AttachmentResult attach(String reference, Attachment file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<List<Asset>> assets() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
