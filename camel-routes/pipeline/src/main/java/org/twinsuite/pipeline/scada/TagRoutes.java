package org.twinsuite.pipeline.scada;

import java.util.List;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.connectors.scada.TwinUpdate;

/**
 * One route for each control system, from its tags to the same ingest that devices' messages go
 * through. Each starts when this process has the duty to read that system, see {@link
 * TagSourceLeader}.
 */
public final class TagRoutes extends RouteBuilder {
  private static final int LANES = 8;
  private static final int LOOK_MS = 1_000;

  private final String map;
  private final List<String> sources;
  private final AsyncProcessor ingest;
  private final TagSourceLeader duty;

  /**
   * @param map location of the tag map
   * @param sources names of the control systems that feed the twins
   */
  public TagRoutes(String map, List<String> sources, AsyncProcessor ingest, TagSourceLeader duty) {
    this.map = map;
    this.sources = sources;
    this.ingest = ingest;
    this.duty = duty;
  }

  @Override
  public void configure() {
    for (String source : sources) {
      // Nothing is given up while Ditto is away: the source is held back instead.
      from("scada:%s?map=RAW(%s)&body=update&historical=true&lanes=%d&redeliveries=%d"
              .formatted(source, map, LANES, Integer.MAX_VALUE))
          .routeId(route(source))
          .autoStartup(false)
          .process(TagRoutes::envelope)
          .process(ingest);
    }
    from("timer:tags?period=" + LOOK_MS).routeId("tags").process(exchange -> duty.look(sources));
  }

  static String route(String source) {
    return "tags-" + source;
  }

  private static void envelope(Exchange exchange) {
    Message message = exchange.getMessage();
    TwinUpdate update = message.getBody(TwinUpdate.class);
    message.setHeader(HonoConstants.DEVICE_ID, update.thing());
    message.setHeader(HonoConstants.CONTENT_TYPE, "application/json");
  }
}
