package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.store.ParkingLot;

/** Keeps device messages whose processing failed too often, whatever they did to it. */
public final class ParkedTelemetry implements Processor {
  /** Endpoint that device messages are sent to. */
  public static final String URI = "direct:parked-telemetry";

  private final ParkingLot parkingLot;
  private final IngestMetrics metrics;

  public ParkedTelemetry(ParkingLot parkingLot, IngestMetrics metrics) {
    this.parkingLot = parkingLot;
    this.metrics = metrics;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    parkingLot.park(
        new ParkedItem(
            "telemetry",
            message.getHeader(HonoConstants.DEVICE_ID, String.class),
            "processing failed %s times, the last time with %s"
                .formatted(
                    message.getHeader(HonoConstants.REDELIVERIES, String.class),
                    message.getHeader(HonoConstants.FAILURE, String.class)),
            message.getHeader("correlation-id", String.class),
            message.getHeader(HonoConstants.CONTENT_TYPE, String.class),
            message.getBody(byte[].class),
            Instant.now(),
            message.getHeader(HonoConstants.TENANT, String.class)));
    metrics.parked();
  }
}
