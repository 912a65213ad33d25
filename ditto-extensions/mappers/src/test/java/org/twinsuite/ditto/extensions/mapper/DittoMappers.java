package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.base.model.auth.DittoAuthorizationContextType;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.model.ConnectionId;
import org.eclipse.ditto.connectivity.model.ConnectionType;
import org.eclipse.ditto.connectivity.model.ConnectivityModelFactory;
import org.eclipse.ditto.connectivity.model.ConnectivityStatus;
import org.eclipse.ditto.connectivity.model.MappingContext;
import org.eclipse.ditto.connectivity.service.config.ConnectivityConfig;
import org.eclipse.ditto.connectivity.service.config.DittoConnectivityConfig;
import org.eclipse.ditto.connectivity.service.mapping.DefaultMessageMapperFactory;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.eclipse.ditto.internal.utils.config.DefaultScopedConfig;
import org.eclipse.ditto.json.JsonObject;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;

/**
 * Mappers as Ditto's connectivity service makes them: by its own provider, factory and
 * configuration.
 */
public final class DittoMappers implements AutoCloseable {

  private final ActorSystem system;
  private final ConnectivityConfig config;

  public DittoMappers() {
    Config all =
        ConfigFactory.parseString(
                "akka.actor.provider = local, akka.loglevel = WARNING\n"
                    // a busy machine may keep a script waiting for longer than Ditto allows
                    + "ditto.connectivity.mapping.javascript.maxScriptExecutionTime = 60s")
            // what the service itself adds when it starts
            .withFallback(
                ConfigFactory.parseString(
                    "ditto.version = 3.0.0, ditto.mongodb.uri = \"mongodb://localhost/unused\""))
            .withFallback(ConfigFactory.parseResourcesAnySyntax("connectivity"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    system = ActorSystem.create("connectivity", all);
    config = DittoConnectivityConfig.of(DefaultScopedConfig.dittoScoped(all));
  }

  /** A mapper by its engine, configured with these options. */
  public MessageMapper mapper(String engine, JsonObject options) {
    return mapper(engine, options, 1);
  }

  /** The same for a connection with that many processors. */
  public MessageMapper mapper(String engine, JsonObject options, int processors) {
    Connection connection =
        ConnectivityModelFactory.newConnectionBuilder(
                ConnectionId.of("plant"),
                ConnectionType.MQTT,
                ConnectivityStatus.CLOSED,
                "tcp://localhost:1883")
            .sources(
                List.of(
                    ConnectivityModelFactory.newSourceBuilder()
                        .address("telemetry")
                        .qos(1)
                        .authorizationContext(
                            AuthorizationContext.newInstance(
                                DittoAuthorizationContextType.PRE_AUTHENTICATED_CONNECTION,
                                AuthorizationSubject.newInstance("integration:devices")))
                        .build()))
            .processorPoolSize(processors)
            .build();
    MappingContext context =
        ConnectivityModelFactory.newMappingContext(engine, options, Map.of(), Map.of());
    return DefaultMessageMapperFactory.of(connection, config, system, system.log())
        .mapperOf("telemetry", context)
        .orElseThrow(() -> new IllegalStateException("Ditto makes no mapper " + engine));
  }

  @Override
  public void close() {
    try {
      Await.ready(system.terminate(), FiniteDuration.apply(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      throw new IllegalStateException("the actor system does not end", e);
    }
  }
}
