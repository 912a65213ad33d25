package org.twinsuite.predictors.flight;

import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;

/** Our server, to be given faults by subclasses. Test fixture. */
class PredictorProducerBase extends NoOpFlightProducer implements AutoCloseable {

  private final PredictorProducer right;

  PredictorProducerBase(PredictorProducer right) {
    this.right = right;
  }

  @Override
  public void listFlights(
      CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
    right.listFlights(context, criteria, listener);
  }

  @Override
  public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
    return right.getFlightInfo(context, descriptor);
  }

  @Override
  public void doExchange(CallContext context, FlightStream reader, ServerStreamListener writer) {
    right.doExchange(context, reader, writer);
  }

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    right.doAction(context, action, listener);
  }

  @Override
  public void close() {
    right.close();
  }
}
