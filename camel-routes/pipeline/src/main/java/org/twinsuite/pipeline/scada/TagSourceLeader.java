package org.twinsuite.pipeline.scada;

import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.store.LeaderLock;
import org.twinsuite.pipeline.store.StoreException;

/**
 * Of several processes one reads a control system: the one that has the duty in the database, and
 * another when that one is silent for a while.
 */
public final class TagSourceLeader {
  private static final Logger LOG = LoggerFactory.getLogger(TagSourceLeader.class);

  private static final String ACTIVITY = "tags";

  private final CamelContext camel;
  private final LeaderLock duties;
  private final SystemStates states;
  private final Duration dead;

  /**
   * @param dead how long a process is silent until another takes its duties
   */
  public TagSourceLeader(
      CamelContext camel, LeaderLock duties, SystemStates states, Duration dead) {
    this.camel = camel;
    this.duties = duties;
    this.states = states;
    this.dead = dead;
  }

  /** Starts the routes of the sources that are ours and stops those that are not any more. */
  void look(List<String> sources) throws Exception {
    for (String source : sources) {
      String route = TagRoutes.route(source);
      String system = "scada:" + source;
      boolean ours;
      try {
        ours = duties.tryAcquire(system, dead);
      } catch (StoreException away) {
        // Nobody else can take it either.
        LOG.debug("who reads {} is not known: {}", source, away.getMessage());
        continue;
      }
      boolean runs = camel.getRouteController().getRouteStatus(route).isStarted();
      if (ours && !runs) {
        LOG.info("reads the control system {}", source);
        camel.getRouteController().startRoute(route);
      } else if (!ours && runs) {
        LOG.info("another process reads the control system {}", source);
        camel.getRouteController().stopRoute(route);
        states.up(system, ACTIVITY);
      }
      if (ours && runs) {
        tell(system, route);
      }
    }
  }

  /** A control system that is away is told as the other systems around the app are. */
  private void tell(String system, String route) {
    if (camel.getRoute(route).getConsumer() instanceof HealthCheckAware aware
        && aware.getHealthCheck() != null) {
      HealthCheck.Result result = aware.getHealthCheck().call();
      if (result.getState() == HealthCheck.State.DOWN) {
        states.down(system, ACTIVITY, result.getMessage().orElse("no connection"));
      } else {
        states.up(system, ACTIVITY);
      }
    }
  }
}
